"""A tool at a pseudo-terminal: what stands on the screen, and keys."""

import os

import pexpect
import pyte


class Terminal:
    """A terminal of 40 lines with the tool in it."""

    def __init__(self, tool, command, folder, environment=None, show=False, columns=100):
        # a person sits at a terminal: where CI is set, even a dumb one is taken to have colours
        env = {**{key: value for key, value in os.environ.items() if key != "CI"}, "TERM": "xterm-256color", **(environment or {})}
        self.child = pexpect.spawn(tool, command, cwd=folder, env=env, dimensions=(40, columns), encoding="utf-8", timeout=20)
        self.screen = pyte.Screen(columns, 40)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.show = show

    def see(self, *wanted):
        """Reads until all of these stand on the screen."""
        seen = ""
        for _ in range(200):
            seen = "\n".join(line.rstrip() for line in self.screen.display)
            if all(w in seen for w in wanted):
                if self.show:
                    print(seen.rstrip() + "\n" + "-" * 100)
                return seen
            try:
                self.feed(self.child.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                seen = "\n".join(line.rstrip() for line in self.screen.display)
                if all(w in seen for w in wanted):
                    return seen
                break
        raise AssertionError(f"{wanted} not seen on:\n{seen}")

    def feed(self, data):
        self.raw += data
        self.stream.feed(data)

    def type(self, keys):
        self.child.send(keys)

    def end(self, code=0):
        self.child.expect(pexpect.EOF)
        self.feed(self.child.before)
        self.child.close()
        assert self.child.exitstatus == code, f"exit code {self.child.exitstatus}"
