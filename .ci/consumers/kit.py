"""The CI kit, as far as it can be tried without its hosts.

usage: kit.py TOOL

The action, the hooks, the GitLab template against the schemas of their hosts; the
Dockerfile through hadolint; the hook through a real pre-commit; the action's step as a
script, with inputs that try to become commands. Prints "N passed, N failed".
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = pathlib.Path(sys.argv[1]).resolve()
BIN = pathlib.Path(sys.executable).parent
WRONG = "The harbour was opened on Friday, 7 August 2025.\n"


def call(arguments, code=0, cwd=ROOT, **more):
    done = subprocess.run([str(a) for a in arguments], cwd=cwd, capture_output=True, text=True, **more)
    assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
    return done.stdout + done.stderr


def action_is_an_action():
    call([BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"])
    text = (ROOT / "action.yml").read_text()
    for line in text.splitlines():
        assert "run:" not in line or "${{" not in line, "an input is part of a script"


def gitlab_template_is_one():
    text = (ROOT / "ci/gitlab.yml").read_text()
    head, body = text.split("\n---\n")
    assert "spec:" in head
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        file.write(body.replace("$[[ inputs.stage ]]", "test"))
        file.flush()
        call([BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", file.name])


def hooks_are_hooks():
    call([BIN / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"])


def dockerfile_is_clean():
    call([BIN / "hadolint", "Dockerfile"])


def git(folder, *arguments):
    call(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments], cwd=folder)


def hook_runs_in_pre_commit():
    with tempfile.TemporaryDirectory() as where:
        where = pathlib.Path(where)
        hooks, desk = where / "hooks", where / "desk"
        hooks.mkdir(), desk.mkdir()
        (hooks / ".pre-commit-hooks.yaml").write_text((ROOT / ".pre-commit-hooks.yaml").read_text())
        git(hooks, "init", "-q"), git(hooks, "add", "."), git(hooks, "commit", "-qm", "hooks")
        git(desk, "init", "-q")
        (desk / "a b.md").write_text(WRONG)
        (desk / "code.py").write_text("print(1)\n")
        git(desk, "add", ".")
        environment = {**os.environ, "PATH": f"{where}:{BIN}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(where / "cache")}
        (where / "factlint").symlink_to(TOOL)
        said = call([BIN / "pre-commit", "try-repo", hooks, "factlint-system", "--all-files"], code=1, cwd=desk, env=environment)
        assert "error[FL301]" in said and "code.py" not in said, said
        # what passes with a warning is shown as well
        (desk / "a b.md").write_text(f"The mayor said that {WRONG[0].lower()}{WRONG[1:]}")
        git(desk, "add", ".")
        said = call([BIN / "pre-commit", "try-repo", hooks, "factlint-system", "--all-files"], cwd=desk, env=environment)
        assert "warning[FL301]" in said, said


def action_step_runs():
    with tempfile.TemporaryDirectory() as where:
        where = pathlib.Path(where)
        (where / "factlint").symlink_to(TOOL)
        (where / "news").mkdir()
        (where / "news/a.md").write_text(WRONG)
        (where / "news/b; touch owned.md").write_text(WRONG)
        environment = {
            "PATH": f"{where}:/usr/bin:/bin",
            "HOME": str(where),
            "FACTLINT_PATHS": "news/a.md\nnews/b; touch owned.md\n$(touch owned)",
            "FACTLINT_REFERENCES": "none",
            "FACTLINT_SARIF": "out.sarif",
            "FACTLINT_HTML": "out.html",
            "GITHUB_STEP_SUMMARY": str(where / "summary.md"),
            "GITHUB_OUTPUT": str(where / "output"),
        }
        said = call([ROOT / "ci/check.sh"], code=2, cwd=where, env=environment)
        assert "::error file=news/a.md,line=1,endLine=1,col=27" in said and "no such file" in said, said
        assert not (where / "owned").exists() and (where / "output").read_text() == "exit-code=2\n"
        assert (where / "out.sarif").exists() and (where / "out.html").exists() and "| news/a.md:1:27 |" in (where / "summary.md").read_text()
        environment.update(FACTLINT_PATHS="news/a.md", FACTLINT_FAIL_ON="never")
        call([ROOT / "ci/check.sh"], cwd=where, env=environment)
        environment.update(FACTLINT_FAIL_ON="")
        call([ROOT / "ci/check.sh"], code=1, cwd=where, env=environment)


TESTS = [action_is_an_action, gitlab_template_is_one, hooks_are_hooks, dockerfile_is_clean, hook_runs_in_pre_commit, action_step_runs]
failed = 0
for test in TESTS:
    try:
        test()
        print(f"ok   {test.__name__}")
    except Exception as error:  # noqa: BLE001 - every failure is told, then the next test runs
        failed += 1
        print(f"FAIL {test.__name__}\n{error}")
print(f"{len(TESTS) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
