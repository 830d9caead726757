//! `zzlint config`: the settings in force and where each was set.

use std::io::Write;

use super::args::{ConfigArgs, Global, TextOrJson, WalkArgs};
use super::session::Session;
use crate::config::{ConfigError, Merged, Origin};
use crate::run::Outcome;
use crate::source::shown;

/// The values where nothing is set. `lang` follows the system.
const DEFAULTS: &str = r#"
lang = ""
select = []
extend-select = []
ignore = []
preview = false
fail-on = "warning"
include = ["*.txt", "*.text", "*.md"]
exclude = []
extend-exclude = []
extend-safe-fixes = []
extend-unsafe-fixes = []
accept = []
accept-files = []
reject = []
reject-files = []
packs = []
overrides = []
[severity]
[per-file-ignores]
[furniture]
captions = "keep"
[language]
model = ""
model-hash = ""
[options]
"#;

pub fn run(args: ConfigArgs, global: &Global) -> anyhow::Result<Outcome> {
    let human = args.output_format == TextOrJson::Text;
    let session = Session::new(global, &args.rules, &WalkArgs::default(), human)?;
    let profile = match &args.file {
        Some(file) => session.resolver.for_file(file)?,
        None => session.resolver.for_folder(session.resolver.cwd())?,
    };
    let mut values = values(&profile.merged, session.lang.as_str())?;
    if let Some(key) = &args.key {
        let known: Vec<String> = values.iter().map(|value| value.key.clone()).collect();
        let inside = format!("{key}.");
        values.retain(|value| value.key == *key || value.key.starts_with(&inside));
        if values.is_empty() {
            let error = ConfigError::new(format!("unknown key `{key}`"));
            return Err(error.did_you_mean(key, known.iter().map(String::as_str)).into());
        }
    }
    let mut out = std::io::stdout().lock();
    match args.output_format {
        TextOrJson::Text => {
            for Value { key, value, from } in values {
                writeln!(out, "{key} = {value}  # {}", from.join(", "))?;
            }
        }
        TextOrJson::Json => {
            let row = |value: &Value| {
                (value.key.clone(), serde_json::json!({ "value": value.value, "from": value.from }))
            };
            let table: serde_json::Map<String, serde_json::Value> = values.iter().map(row).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&table)?)?;
        }
    }
    Ok(Outcome::Clean)
}

struct Value {
    key: String,
    value: toml::Value,
    /// Where it was set, the last at the end.
    from: Vec<String>,
}

fn values(merged: &Merged, lang: &str) -> anyhow::Result<Vec<Value>> {
    let mut values = Vec::new();
    for (key, default) in toml::from_str::<toml::Table>(DEFAULTS)? {
        let set = merged.table.get(&key);
        match (set, &default) {
            (Some(toml::Value::Table(table)), _) => {
                for (inner, value) in table {
                    let from = origins(merged, &[&key, inner]);
                    values.push(Value { key: format!("{key}.{inner}"), value: value.clone(), from });
                }
            }
            (Some(value), _) => {
                let from = origins(merged, &[&key]);
                values.push(Value { key, value: value.clone(), from });
            }
            (None, _) => {
                let default = if key == "lang" { toml::Value::from(lang) } else { default };
                values.push(Value { key, value: default, from: vec!["default".to_owned()] });
            }
        }
    }
    Ok(values)
}

/// Where a key was set; for a key in a table, the last layer that has it.
fn origins(merged: &Merged, keys: &[&str]) -> Vec<String> {
    let all = keys.first().and_then(|key| merged.origins.get(*key)).map_or(&[][..], Vec::as_slice);
    let row = |origin: &Origin| match origin {
        Origin::Flag => Some("command line".to_owned()),
        Origin::File(file) => {
            let line = file.line(keys)?;
            Some(format!("{}:{line}", shown(&file.path)))
        }
    };
    all.iter().filter_map(row).collect()
}
