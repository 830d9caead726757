use super::*;
use crate::lang::quantities;

fn found(text: &str) -> Vec<(&str, Check, Vec<String>)> {
    let quantities = quantities::read(text);
    let found = find(text, &quantities).into_iter();
    found
        .map(|c| {
            let readings = c.readings.iter().map(ToString::to_string).collect();
            (&text[c.figure.span.range()], c.check, readings)
        })
        .collect()
}

fn texts(readings: &[&str]) -> Vec<String> {
    readings.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn money_a_head() {
    let text = "发放补助381万人次1746.53万元。";
    assert_eq!(found(text), [("381万人次", Check::Ratio, texts(&["38.1", "3.81"]))]);
    assert_eq!(found("共资助新生1452人，发放助学金537.9万元。"), []);
}

#[test]
fn people_a_household() {
    assert_eq!(found("涉及1388户40121人，全部转移。"), [("40121人", Check::Ratio, texts(&["4012.1"]))]);
    assert_eq!(found("识别对象5313户13968人。"), []);
}

#[test]
fn which_way_it_went() {
    let text = "产量由1.9万吨增加到23.4万吨，渔船由256艘减少到257艘。";
    assert_eq!(found(text), [("257艘", Check::Direction, texts(&["25.7"]))]);
}
