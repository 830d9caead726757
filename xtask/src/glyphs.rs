//! Rebuilds rules/data/glyphs.bin.zst: for each character those that look most like it in print.
//!
//! Needs Debian's fonts-noto-cjk (`apt-get install fonts-noto-cjk`). A character is drawn in Song and in Hei, the two
//! faces of a newspaper, 32 pixels high, blurred and halved; likeness is the mean of the two cosines around the mean
//! picture. The characters are those of GB 2312 and of every place name in China down to the village.
//!
//! The table, little-endian: count u32, neighbours of each u32, the characters as u32 in ascending order, and for each
//! character the places of its neighbours as u16, the most alike first.

use std::collections::BTreeSet;
use std::path::Path;

use ab_glyph::{Font, FontVec, PxScale, ScaleFont};
use anyhow::Context;
use rayon::prelude::*;

use crate::gazetteer;

const FONTS: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
];
/// The simplified Chinese face of the collections.
const FACE: u32 = 2;
const PIXELS: usize = 32;
const CELL: usize = PIXELS / 2;
/// Width of the blur, in pixels: about a stroke. Other widths have not been compared.
const SIGMA: f32 = 1.0;
const NEIGHBOURS: usize = 20;

/// # Errors
/// Where a font or the place names cannot be read, or the table cannot be written.
pub fn run() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let fonts = FONTS.map(|path| {
        let data = std::fs::read(path).context("apt-get install fonts-noto-cjk")?;
        Ok::<_, anyhow::Error>(FontVec::try_from_vec_and_index(data, FACE)?)
    });
    let fonts = fonts.into_iter().collect::<Result<Vec<_>, _>>()?;
    let characters: Vec<char> =
        characters()?.into_iter().filter(|&c| fonts.iter().all(|font| font.glyph_id(c).0 != 0)).collect();
    let mut pictures: Vec<Vec<Vec<f32>>> = Vec::new();
    for font in &fonts {
        let mut drawn: Vec<Vec<f32>> = characters.par_iter().map(|&c| draw(font, c)).collect();
        centre(&mut drawn);
        pictures.push(drawn);
    }
    let rows: Vec<Vec<u16>> =
        (0..characters.len()).into_par_iter().map(|at| nearest(&pictures, at)).collect();
    let mut table = Vec::new();
    table.extend(u32::try_from(characters.len())?.to_le_bytes());
    table.extend(u32::try_from(NEIGHBOURS)?.to_le_bytes());
    table.extend(characters.iter().flat_map(|&c| u32::from(c).to_le_bytes()));
    table.extend(rows.iter().flatten().flat_map(|at| at.to_le_bytes()));
    let packed = zstd::encode_all(table.as_slice(), 22)?;
    std::fs::write(root.join("rules/data/glyphs.bin.zst"), &packed)?;
    println!("{} characters: {} bytes, packed {}", characters.len(), table.len(), packed.len());
    Ok(())
}

fn characters() -> anyhow::Result<BTreeSet<char>> {
    let folder = tempfile::tempdir()?;
    let dist = gazetteer::fetch(folder.path(), gazetteer::PACKAGE)?;
    let mut found = BTreeSet::new();
    for file in ["provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"] {
        found.extend(std::fs::read_to_string(dist.join(file))?.chars());
    }
    for row in 0xB0..=0xF7u8 {
        for cell in 0xA1..=0xFEu8 {
            let pair = [row, cell];
            found.extend(encoding_rs::GBK.decode_without_bom_handling(&pair).0.chars());
        }
    }
    found.retain(
        |c| matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}'),
    );
    Ok(found)
}

/// A character as a blurred picture of CELL × CELL values, in its place on the line.
fn draw(font: &FontVec, c: char) -> Vec<f32> {
    let mut picture = vec![0.0f32; PIXELS * PIXELS];
    let scaled = font.as_scaled(PxScale::from(
        PIXELS as f32 * font.height_unscaled() / font.units_per_em().unwrap_or(1000.0),
    ));
    let glyph =
        font.glyph_id(c).with_scale_and_position(scaled.scale(), ab_glyph::point(0.0, PIXELS as f32 * 0.88));
    if let Some(outline) = font.outline_glyph(glyph) {
        let bounds = outline.px_bounds();
        outline.draw(|x, y, cover| {
            let (x, y) = (x as i32 + bounds.min.x as i32, y as i32 + bounds.min.y as i32);
            if let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y))
                && x < PIXELS
                && let Some(pixel) = picture.get_mut(y * PIXELS + x)
            {
                *pixel = cover;
            }
        });
    }
    let picture = blur(&transposed(&blur(&picture)));
    let halved = |x: usize, y: usize| {
        let at = |dx, dy| picture.get((2 * y + dy) * PIXELS + 2 * x + dx).copied().unwrap_or(0.0);
        at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)
    };
    (0..CELL * CELL).map(|at| halved(at % CELL, at / CELL)).collect()
}

/// Blurs along the rows.
fn blur(picture: &[f32]) -> Vec<f32> {
    let reach = (3.0 * SIGMA).ceil() as isize;
    let weights: Vec<f32> =
        (-reach..=reach).map(|d| (-((d * d) as f32) / (2.0 * SIGMA * SIGMA)).exp()).collect();
    let row = |row: &[f32]| -> Vec<f32> {
        let at = |x: isize| usize::try_from(x).ok().and_then(|x| row.get(x)).copied().unwrap_or(0.0);
        (0..PIXELS as isize)
            .map(|x| (-reach..=reach).zip(&weights).map(|(d, w)| w * at(x + d)).sum())
            .collect()
    };
    picture.chunks(PIXELS).flat_map(row).collect()
}

fn transposed(picture: &[f32]) -> Vec<f32> {
    let at = |x, y| picture.get(y * PIXELS + x).copied().unwrap_or(0.0);
    (0..PIXELS * PIXELS).map(|i| at(i / PIXELS, i % PIXELS)).collect()
}

/// Takes the mean picture from each and makes each of length 1.
fn centre(pictures: &mut [Vec<f32>]) {
    let mut mean = vec![0.0; CELL * CELL];
    for picture in pictures.iter() {
        mean.iter_mut().zip(picture).for_each(|(m, p)| *m += p / pictures.len() as f32);
    }
    for picture in pictures {
        picture.iter_mut().zip(&mean).for_each(|(p, m)| *p -= m);
        let length = picture.iter().map(|p| p * p).sum::<f32>().sqrt().max(1e-6);
        picture.iter_mut().for_each(|p| *p /= length);
    }
}

/// The places of the characters most alike to that at `at`, best first.
fn nearest(pictures: &[Vec<Vec<f32>>], at: usize) -> Vec<u16> {
    let mut likeness = vec![0.0f32; pictures.first().map_or(0, Vec::len)];
    for drawn in pictures {
        let Some(own) = drawn.get(at) else { continue };
        for (sum, other) in likeness.iter_mut().zip(drawn) {
            *sum += own.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
        }
    }
    let mut order: Vec<usize> = (0..likeness.len()).filter(|&other| other != at).collect();
    let by = |i: &usize| -likeness.get(*i).copied().unwrap_or(0.0);
    order.select_nth_unstable_by(NEIGHBOURS, |a, b| by(a).total_cmp(&by(b)));
    order.truncate(NEIGHBOURS);
    order.sort_by(|a, b| by(a).total_cmp(&by(b)));
    order.into_iter().filter_map(|i| u16::try_from(i).ok()).collect()
}
