//! The README's sample output is what the tool writes: it cannot lie.

use crate::tool::{factlint, root, stdout};

/// Command and output of every `console` block.
fn samples(page: &str) -> Vec<(String, String)> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split_once("```").map(|(block, _)| block));
    let parted = |block: &str| block.strip_prefix("$ factlint ").and_then(|rest| rest.split_once('\n')).map(|(c, o)| (c.to_owned(), o.to_owned()));
    blocks.filter_map(parted).collect()
}

#[test]
fn sample_output_is_what_the_tool_writes() {
    let page = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let samples = samples(&page);
    assert!(!samples.is_empty(), "the README shows no output");
    for (command, shown) in samples {
        let output = factlint().args(command.split_whitespace()).output().expect("the tool starts");
        assert_eq!(stdout(&output), shown, "README.md: factlint {command}");
    }
}

#[test]
fn every_command_and_format_in_the_help_is_in_the_readme() {
    let page = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let help = stdout(&crate::tool::run(&["--help"]));
    let commands = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list of commands");
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()).filter(|c| *c != "help") {
        assert!(page.contains(&format!("`factlint {command}")), "README.md does not list {command}");
    }
    for format in factlint::report::FORMATS {
        assert!(page.contains(&format!("`{}`", format.name)), "README.md does not list {}", format.name);
    }
}
