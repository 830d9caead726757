//! What the files of a run say of each other: told before any of them is reported or repaired, so that they are still
//! taken one by one.

use std::ops::ControlFlow;
use std::path::Path;

use super::check::load;
use super::session::Session;
use crate::batch::facts::{hash, may_jump};
use crate::batch::links::judge;
use crate::batch::{Batch, Facts, Place};
use crate::config::{Profile, Settings};
use crate::diagnostic::Safety;
use crate::document::Document;
use crate::fix::repair;
use crate::rules::RuleSet;
use crate::run::{Walked, guarded, in_order};
use crate::source::{Source, encode};

/// The rule that the survey is for.
pub const RULE: &str = "FLW008";

/// Of which text the facts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Of the text as read.
    Read,
    /// Of the text as the safe fixes leave it.
    Settled { to_utf8: bool },
}

/// What a survey found.
#[derive(Default)]
pub struct Survey {
    pub batch: Batch,
    /// Whether a configuration lets text move by safe fixes alone.
    pub moves_safely: bool,
}

/// Looks through the files on `jobs` threads. What cannot be read or breaks down is left out here: whoever takes the
/// file next says so.
pub fn survey(session: &Session, files: &[Walked], jobs: usize, stage: Stage) -> Survey {
    let mut survey = Survey::default();
    if files.len() < 2 {
        return survey;
    }
    let mut all: Vec<(Facts, Option<Safety>)> = Vec::new();
    in_order(
        files,
        jobs,
        |file| look(session, file, |source, profile, settings| facts(source, profile, settings, stage)),
        |found| {
            all.extend(found);
            ControlFlow::Continue(())
        },
    );
    if all.iter().all(|(facts, _)| facts.marks.is_empty()) {
        return survey;
    }
    // Only now does it matter which pages the others hold, of which the names say nothing.
    let unnamed = |file: &&Walked| {
        let known =
            all.binary_search_by(|(facts, _)| facts.path.cmp(&file.path)).ok().and_then(|at| all.get(at));
        known.is_some_and(|(facts, _)| {
            facts.marks.is_empty() && (facts.place.pages.is_empty() || facts.place.date.is_none())
        })
    };
    let unnamed: Vec<Walked> = files.iter().filter(unnamed).cloned().collect();
    let place = |source: &Source, _: &Profile, settings: &Settings| {
        Ok(Place::of(&Document::with_model(source, settings.model)))
    };
    let mut places = Vec::new();
    in_order(
        &unnamed,
        jobs,
        |file| look(session, file, place),
        |found| {
            places.push(found);
            ControlFlow::Continue(())
        },
    );
    for (file, place) in unnamed.iter().zip(places) {
        let at = all.binary_search_by(|(facts, _)| facts.path.cmp(&file.path));
        if let (Some((facts, _)), Some(place)) = (at.ok().and_then(|at| all.get_mut(at)), place) {
            facts.place = place;
        }
    }
    let (facts, safeties): (Vec<Facts>, Vec<Option<Safety>>) = all.into_iter().unzip();
    let safety = |path: &Path| {
        let at = facts.binary_search_by(|facts| facts.path.as_path().cmp(path)).ok()?;
        safeties.get(at).copied().flatten()
    };
    survey.moves_safely = safeties.contains(&Some(Safety::Safe));
    survey.batch = judge(&facts, &|one, other| safety(one).is_some() && safety(one) == safety(other));
    survey
}

/// What `take` makes of a file, if the rule is wanted there. A pipe gives its text only once, and so is left out.
fn look<T>(
    session: &Session,
    file: &Walked,
    take: impl FnOnce(&Source, &Profile, &Settings) -> Result<T, String>,
) -> Option<T> {
    let profile = session.resolver.for_file(&file.path).ok()?;
    let settings = profile.settings_for(&file.path);
    let wanted = rule(&profile.rules, &settings).is_some_and(|rule| rule.enabled);
    if !wanted || !file.path.is_file() {
        return None;
    }
    let (source, profile) = load(session, file).ok()??;
    guarded(&file.path, || take(&source, &profile, &settings)).ok()
}

fn rule<'s>(rules: &RuleSet, settings: &'s Settings) -> Option<&'s crate::config::RuleSettings> {
    settings.rule(rules.rules().iter().position(|rule| rule.card.code == RULE)?)
}

/// The facts of a file, and how safe it is there to move text.
fn facts(
    source: &Source,
    profile: &Profile,
    settings: &Settings,
    stage: Stage,
) -> Result<(Facts, Option<Safety>), String> {
    let safety = rule(&profile.rules, settings).map(|rule| rule.safety(Safety::Unsafe));
    let safety = safety.filter(|safety| *safety > Safety::Suggest);
    if !may_jump(&source.text) {
        let (path, text, charset) = (source.path.clone(), hash(&source.text), source.charset);
        let place = Place::of_path(&path);
        let model = settings.model;
        return Ok((Facts { path, text, charset, place, model, plain: true, marks: Vec::new() }, safety));
    }
    let facts = match stage {
        Stage::Read => Facts::of(&Document::with_model(source, settings.model)),
        Stage::Settled { to_utf8 } => {
            let converted = if to_utf8 { encode::in_utf8(source).ok() } else { None };
            let target = converted.as_ref().unwrap_or(source);
            let settled =
                repair(&profile.rules, target, settings, Safety::Safe).map_err(|error| error.to_string())?;
            Facts::of(&Document::with_model(&settled.source, settings.model))
        }
    };
    Ok((facts, safety))
}
