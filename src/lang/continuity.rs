//! Whether a text goes on in another: what the language model says of the place where they meet.

use super::model::{History, Model};

/// Characters of the second text that are looked at: those that the model still sees the first one from, and a few more.
const LOOKED_AT: usize = 6;

/// How much likelier it is, as a natural logarithm of odds, that the second text goes on with the first than that a
/// paragraph ends with the first and another begins with the second.
pub fn gain(model: &Model<'_>, before: &str, after: &str) -> f32 {
    let history = History::after(before);
    let on = model.text(history, after, LOOKED_AT);
    let anew = model.log_end(history) + model.text(History::START, after, LOOKED_AT);
    on - anew
}

#[cfg(test)]
mod tests {
    use super::Model;

    fn gain(before: &str, after: &str) -> f32 {
        super::gain(Model::embedded(), before, after)
    }

    #[test]
    fn sentences_go_on_and_paragraphs_end() {
        assert!(gain("各级党组织带领党员干部深入田间地", "头，帮助群众解决困难") > 5.0);
        assert!(gain("目前，各项工作正在有序推进。", "记者从交通运输部了解到，") < 0.0);
        assert!(
            gain("各级党组织带领党员干部深入田间地", "记者从交通运输部了解到，")
                < gain("各级党组织带领党员干部深入田间地", "头，帮助群众")
        );
    }
}
