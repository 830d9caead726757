use std::collections::BTreeMap;

use super::*;

fn model() -> &'static Model<'static> {
    Model::embedded()
}

/// All characters that the model knows, as it reads them, each with how many it stands for.
fn vocabulary() -> impl Iterator<Item = (Symbol, f64)> {
    let tables = &model().tables;
    let mut by_number = BTreeMap::new();
    // Backwards, so that the unknown symbol itself stands for all that share its number.
    for code in (2..=u16::MAX).rev() {
        let symbol = Symbol::coded(code);
        by_number.insert(tables.number(symbol), symbol);
    }
    let unknown = f64::from(tables.log_unknown.exp());
    by_number.into_iter().map(move |(number, symbol)| (symbol, if number == UNKNOWN { unknown } else { 1.0 }))
}

#[test]
fn probabilities_sum_to_one() {
    let histories = [
        History::NONE,
        History::START,
        History::after("的"),
        History::after("中国共产党"),
        History::after("渌口靐"),
    ];
    for history in histories {
        let probability = |symbol| f64::from(Reading::after(&model().tables, history).next(symbol).exp());
        let sum: f64 = vocabulary().map(|(symbol, times)| times * probability(symbol)).sum();
        assert!((0.97..1.03).contains(&sum), "{history:?}: {sum}");
    }
}

#[test]
fn language_is_likelier_than_its_characters_in_disorder() {
    for (right, wrong) in [
        ("全面推进乡村振兴", "兴振村乡进推面全"),
        ("据新华社报道，", "道报社华新据，"),
        ("人民生活水平不断提高。", "高不活提断平。民人水生"),
    ] {
        let score = |text| model().text(History::START, text, usize::MAX);
        assert!(score(right) > score(wrong) + 8.0, "{right} {} {wrong} {}", score(right), score(wrong));
    }
}

#[test]
fn a_word_goes_on_as_it_should() {
    let history = History::after("实施乡村振");
    assert!(model().log_probability(history, '兴') > -1.0);
    assert!(model().log_probability(history, '的') < -3.0);
    assert_eq!(model().log_probability(history, '\u{3000}'), 0.0);
}

#[test]
fn paragraphs_end_after_full_stops() {
    let end = |text| model().log_end(History::after(text));
    assert!(end("取得了成效。") > end("取得了成效，") + 2.0);
    assert!(end("取得了成效。") > end("中国人民的") + 4.0);
}

#[test]
fn a_paragraph_starts_otherwise_than_it_goes_on() {
    let start = model().text(History::START, "据介绍", usize::MAX);
    assert!(start > model().text(History::NONE, "据介绍", usize::MAX));
    assert!(model().log_probability(History::START, '，') < -8.0);
}

#[test]
fn a_text_is_the_sum_of_its_characters() {
    let text = "今年 1—9月,\t全省\"三农\"投入增长14.3%。𠮷";
    for (history, most) in [(History::START, usize::MAX), (History::after("去年，"), 9)] {
        let mut before = history;
        let characters = text.chars().filter(|c| !c.is_whitespace()).take(most);
        let sum: f32 = characters
            .map(|c| {
                let log = model().log_probability(before, c);
                before = before.push(c);
                log
            })
            .sum();
        assert!((sum - model().text(history, text, most)).abs() < 1e-3);
    }
    assert_eq!(model().text(History::START, text, 0), 0.0);
}

#[test]
fn unknown_characters_are_unlikely_but_possible() {
    let log = |c| model().log_probability(History::after("记者"), c);
    assert!(log('靐').is_finite() && log('靐') < log('村') && log('靐') < -12.0);
    assert_eq!(log('靐'), log('𠮷'));
}

#[test]
fn broken_bytes_are_an_error() {
    let whole = &TABLES.0;
    assert!(Model::from_bytes(whole).is_ok());
    assert_eq!(Model::from_bytes(b"").unwrap_err(), Malformed::Magic);
    assert_eq!(Model::from_bytes(&whole[1..]).unwrap_err(), Malformed::Magic);
    for end in [8, 9, 100_000, 140_000, 160_000, whole.len() / 2, whole.len() - 1] {
        assert_eq!(Model::from_bytes(&whole[..end]).unwrap_err(), Malformed::Short, "{end}");
    }
    assert_eq!(Model::from_bytes(&[whole, &[0]].concat()).unwrap_err(), Malformed::Long);
}

/// Numbers that lead nowhere must not lead to a panic.
#[test]
fn broken_tables_do_no_harm() {
    let whole = &TABLES.0;
    let mut read = 0;
    for part in 0..64 {
        let mut bytes = whole.to_vec();
        let from = bytes.len() * part / 64;
        bytes.iter_mut().skip(from).take(whole.len() / 64).for_each(|byte| *byte = !*byte);
        if let Ok(model) = Model::from_bytes(&bytes) {
            model.text(History::START, "全面推进乡村振兴，人民生活水平不断提高。", usize::MAX);
            read += 1;
        }
    }
    assert!(read > 48, "only {read} of 64 were read at all");
}

#[test]
fn a_model_without_tables_finds_all_alike() {
    let model = Model::default();
    assert_eq!(model.text(History::START, "全面", 2), model.text(History::after("靐"), "面全", 2));
}

/// Every n-gram that training kept is found, with what the columns say of it, and no other is taken for one.
#[test]
fn the_tables_hold_what_the_columns_do() {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/model.bin"));
    assert!(indexing::index(bytes).unwrap() == TABLES.0);
    let columns = columns::Columns::read(bytes).unwrap();
    let (pairs, [_, one, ..]) = (&columns.levels[1], &model().tables.books);
    let [table, ..] = &model().tables.grams;
    let mut kept = 0;
    for (context, entries) in (0_u64..).zip(columns::spans(pairs.entry)) {
        let mut left: BTreeMap<u64, u8> = pairs.symbol[entries.clone()]
            .iter()
            .map(|symbol| u64::from(u16::from_le_bytes(*symbol)))
            .zip(pairs.probability[entries].iter().copied())
            .collect();
        for symbol in 0..columns.levels[1].oldest.len() as u64 {
            let codes = table.codes(context << NUMBER_BITS | symbol, mask(2));
            let code = left.remove(&symbol);
            assert_eq!(codes.has_probability(), code.is_some(), "{context} {symbol}");
            let Some(code) = code else { continue };
            let log = f32::from_le_bytes(pairs.probability_book[usize::from(code)]);
            assert_eq!(one.probability(codes).to_bits(), log.to_bits());
            kept += 1;
        }
        assert!(left.is_empty());
    }
    assert_eq!(kept, pairs.symbol.len());
}
