//! One file's failure is its own: errors and panics become a [`Failure`], and the rest goes on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::Failure;
use crate::rules::RulePanic;

/// Does what is to be done to a file. What it leaves behind when it panics is dropped with it.
///
/// # Errors
/// [`Failure`] with the message of the error, or with the rule that panicked.
pub fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, String>) -> Result<T, Failure> {
    let fail = |message| Failure { path: path.to_owned(), message };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(fail),
        Err(payload) => Err(fail(explain(&*payload))),
    }
}

fn explain(payload: &(dyn Any + Send)) -> String {
    match payload.downcast_ref::<RulePanic>() {
        Some(panic) => format!("rule {} broke down on this file: {}", panic.code, panic.message),
        None => format!("zzlint broke down on this file: {}", words(payload)),
    }
}

/// What a panic says.
pub fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_failure_of_one_file_and_names_the_rule() {
        let path = Path::new("a.txt");
        let panic = RulePanic { code: "FLW001".into(), message: "index out of bounds".into() };
        let failure = guarded(path, || -> Result<(), String> { std::panic::resume_unwind(Box::new(panic)) });
        let message = failure.unwrap_err().message;
        assert_eq!(message, "rule FLW001 broke down on this file: index out of bounds");
        assert_eq!(guarded(path, || Ok(3)), Ok(3));
        assert_eq!(guarded::<()>(path, || Err("no".into())).unwrap_err().message, "no");
    }
}
