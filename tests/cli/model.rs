//! A language model in a file of its own.

use std::fs;

use zzlint::lang::model::{hash_text, sealed};

use crate::{Folder, Run};

/// CHR003 finds 腊 by the model that the binary carries.
const MISREAD: &str = "新型城镇化和乡村振兴协调发展，政府将加强公共腊务。\n";

/// Tables without a symbol or an n-gram, in the form of `src/lang/model/layout.rs`: all characters are alike to it.
fn ignorant() -> Vec<u8> {
    let (unknown, numbers, books, symbols, grams) = (4, 2 << 16, 4 * 2 * 4 * 256, 4, 3 * 8);
    [b"zzlm\0\0\x02\n", vec![0; unknown + numbers + books + symbols + grams].as_slice()].concat()
}

/// A folder with a misread text and a model to which nothing is improbable; and the hash of that.
fn folder() -> (Folder, String) {
    let folder = Folder::new(&[("a/a.txt", MISREAD)]);
    let (file, hash) = sealed(&ignorant());
    folder.put("models/ignorant.model", file);
    (folder, hash_text(hash))
}

#[test]
fn a_model_is_named_by_flag_or_by_file() {
    let (folder, hash) = folder();
    let codes =
        |line: &str| folder.run(&format!("check a --output-format json --exit-zero {line}")).code(0).codes();
    assert_eq!(codes(""), ["CHR003"]);
    assert!(codes("--model models/ignorant.model").is_empty());
    assert!(codes("--isolated --model models/ignorant.model").is_empty());
    folder.put(
        "a/zzlint.toml",
        format!("[language]\nmodel = '../models/ignorant.model'\nmodel-hash = '{hash}'\n"),
    );
    assert!(codes("").is_empty(), "the path starts from the folder of zzlint.toml");
    folder
        .run("config language.model --file a/a.txt")
        .code(0)
        .prints("ignorant.model")
        .prints("zzlint.toml:2");
    folder.run("fix a --unsafe --model models/ignorant.model").code(0);
    folder.run("order a/a.txt --model models/ignorant.model").code(0);
}

#[test]
fn a_model_that_cannot_be_used_ends_the_run() {
    let (folder, hash) = folder();
    let with = |model: &str| -> Run { folder.run(&format!("check a --model {model}")).code(2) };
    with("models/none.model").says("models/none.model: ");
    with("a/a.txt").says("a/a.txt: no language model");
    let mut damaged = fs::read(folder.path().join("models/ignorant.model")).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    folder.put("models/damaged.model", &damaged);
    with("models/damaged.model").says("models/damaged.model: the language model is damaged").says(&hash);
    folder.put("models/foreign.model", sealed(b"text").0);
    with("models/foreign.model").says("models/foreign.model: not a language model of this version");
    with("models/ignorant.model --config language.model-hash='0000000000000000'")
        .says("another model")
        .says(&hash);
    folder.put("a/zzlint.toml", "[language]\nmodel = '../models/damaged.model'\n");
    folder.run("check a").code(2).says("damaged").says("zzlint.toml:2:9");
    folder.put("a/zzlint.toml", "[language]\nmodel = '../models/ignorant.model'\nmodel-hash = '00'\n");
    folder.run("check a").code(2).says("another model than was meant").says(&hash).says("zzlint.toml:3:");
    // The hash is that of the file's model, not of the flag's.
    folder.run("check a --model models/ignorant.model").code(0);
    folder.put("a/zzlint.toml", format!("[language]\nmodel-hash = '{hash}'\n"));
    folder.run("check a").code(2).says("`model-hash` without a `model`");
}
