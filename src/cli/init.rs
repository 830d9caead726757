//! `zzlint init`: a commented configuration to begin with.

use std::fs::OpenOptions;
use std::io::Write;

use anyhow::Context;

use super::args::InitArgs;
use crate::config::{ConfigError, NAMES};
use crate::run::Outcome;
use crate::source::shown;

/// What is written: every key, with its default, behind a comment mark.
const TEMPLATE: &str = include_str!("init.toml");

pub fn run(args: InitArgs) -> anyhow::Result<Outcome> {
    for name in NAMES {
        let path = args.folder.join(name);
        if path.exists() {
            return Err(ConfigError::new(format!("{} exists already", shown(&path))).into());
        }
    }
    let path = args.folder.join(NAMES.first().copied().unwrap_or("zzlint.toml"));
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(&path).with_context(|| shown(&path))?;
    file.write_all(TEMPLATE.as_bytes()).with_context(|| shown(&path))?;
    eprintln!("wrote {}", shown(&path));
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Raw;

    #[test]
    fn the_template_is_right_with_and_without_its_comment_marks() {
        toml::from_str::<Raw>(TEMPLATE).unwrap();
        let bare: String =
            TEMPLATE.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line).to_owned() + "\n").collect();
        toml::from_str::<Raw>(&bare).unwrap();
    }
}
