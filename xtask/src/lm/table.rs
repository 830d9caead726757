//! Writes a model in the form that the project keeps; it is told in src/lang/model/columns.rs.

use std::collections::BTreeMap;

use zzlint::lang::chars::is_han;
use zzlint::lang::model::columns::{MAGIC, REACH};

use super::codebook::Codebook;
use super::estimate::Estimate;
use super::grams::{Grams, Vocabulary, backwards};

/// The unified ideographs of the basic plane.
const IDEOGRAPHS: usize = 20_992;

/// A context: its symbols, the last first.
type Path = Vec<u16>;

/// What stands after a context.
struct Node {
    weight: f64,
    /// Symbol and probability, by symbol.
    entries: Vec<(u16, f64)>,
}

/// The bytes of a model.
pub fn write(grams: &[Grams], vocabulary: &Vocabulary, model: &[Estimate], codes: (usize, usize)) -> Vec<u8> {
    let mut table = MAGIC.to_vec();
    let known = vocabulary.symbols.iter().filter_map(|symbol| char::from_u32(u32::from(symbol.code())));
    let unknown = IDEOGRAPHS.saturating_sub(known.filter(|&c| is_han(c)).count()).max(1);
    table.extend((unknown as f32).ln().to_le_bytes());
    let mut numbers = vec![0_u16; 1 << 16];
    for (number, symbol) in (0..).zip(&vocabulary.symbols) {
        numbers[usize::from(symbol.code())] = number;
    }
    table.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    let levels = levels(grams, vocabulary, model);
    for (length, level) in levels.iter().enumerate() {
        put(&mut table, level, levels.get(length + 1), codes);
    }
    table
}

/// The contexts of each length.
fn levels(grams: &[Grams], vocabulary: &Vocabulary, model: &[Estimate]) -> Vec<BTreeMap<Path, Node>> {
    let none = || Node { weight: 1.0, entries: Vec::new() };
    let mut levels: Vec<BTreeMap<Path, Node>> = (0..=REACH).map(|_| BTreeMap::new()).collect();
    levels[1] = (0..vocabulary.symbols.len() as u16).map(|number| (vec![number], none())).collect();
    for (length, (grams, estimate)) in grams.iter().zip(model).enumerate() {
        for gram in (0..grams.keys.len()).filter(|&gram| estimate.kept[gram]) {
            let mut path: Path = backwards(grams.keys[gram], length + 1).collect();
            let symbol = path.remove(0);
            if length == 0 && symbol == vocabulary.start() {
                continue;
            }
            let context = if length == 0 { 0 } else { grams.context[gram] as usize };
            let node = levels[length].entry(path).or_insert_with(none);
            node.weight = estimate.weight[context];
            node.entries.push((symbol, estimate.probability[gram]));
        }
    }
    // A context is reached by way of the shorter ones.
    for length in (2..levels.len()).rev() {
        let shorter: Vec<Path> = levels[length].keys().map(|path| path[..length - 1].to_vec()).collect();
        for path in shorter {
            levels[length - 1].entry(path).or_insert_with(none);
        }
    }
    levels
}

fn put(
    table: &mut Vec<u8>,
    level: &BTreeMap<Path, Node>,
    next: Option<&BTreeMap<Path, Node>>,
    (weight_codes, codes): (usize, usize),
) {
    let entries = || level.values().flat_map(|node| &node.entries);
    let weights = Codebook::new(level.values().map(|node| node.weight.ln()).collect(), weight_codes);
    let probabilities = Codebook::new(entries().map(|&(_, p)| p.ln()).collect(), codes);
    table.extend((level.len() as u32).to_le_bytes());
    table.extend((entries().count() as u32).to_le_bytes());
    table.extend(weights.bytes());
    table.extend(probabilities.bytes());
    table.extend(level.keys().flat_map(|path| path.last().copied().unwrap_or(0).to_le_bytes()));
    table.extend(level.values().map(|node| weights.code(node.weight.ln())));
    if let Some(next) = next {
        let mut at = 0_u32;
        let mut longer = next.keys().map(|path| &path[..path.len() - 1]).peekable();
        for path in level.keys() {
            table.extend(at.to_le_bytes());
            while longer.next_if(|longer| longer == path).is_some() {
                at += 1;
            }
        }
        table.extend(at.to_le_bytes());
    }
    let mut at = 0_u32;
    for node in level.values() {
        table.extend(at.to_le_bytes());
        at += node.entries.len() as u32;
    }
    table.extend(at.to_le_bytes());
    table.extend(entries().flat_map(|&(symbol, _)| symbol.to_le_bytes()));
    table.extend(entries().map(|&(_, p)| probabilities.code(p.ln())));
}
