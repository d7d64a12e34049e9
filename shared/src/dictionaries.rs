//! Dictionaries that come with the project: regions, indicators by date, working days. Server side only: the browser gets
//! what it needs as facts.

use crate::services::pension_payment::Region;
use crate::values::{day::Day, money::Money};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::sync::OnceLock;
use time::Weekday;

/// Social indicators in force from a day, tenge.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Indicators {
    /// First day.
    pub valid_from: Day,
    /// АЕК / МРП, monthly calculation index.
    pub mci: u32,
    /// Ең төмен зейнетақы / минимальный размер пенсии.
    pub min_pension: u32,
    /// Ең төменгі күнкөріс деңгейі / прожиточный минимум.
    pub subsistence_min: u32,
    /// Where the figures were read.
    pub source: String,
}

#[derive(Deserialize)]
struct RegionsFile {
    regions: Vec<Region>,
}

#[derive(Deserialize)]
struct IndicatorsFile {
    lump_sum_min_pensions: u32,
    periods: Vec<Indicators>,
}

#[derive(Deserialize)]
struct WorkingDaysFile {
    payment_working_days: u32,
    holidays: Vec<String>,
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    serde_json::from_str(text).expect("the dictionaries are part of the build and every test reads them")
}

/// Regions of service, in the order of their codes.
#[must_use]
pub fn regions() -> &'static [Region] {
    static REGIONS: OnceLock<RegionsFile> = OnceLock::new();
    &REGIONS.get_or_init(|| read(include_str!("../data/regions.json"))).regions
}

fn indicators_file() -> &'static IndicatorsFile {
    static INDICATORS: OnceLock<IndicatorsFile> = OnceLock::new();
    INDICATORS.get_or_init(|| read(include_str!("../data/indicators.json")))
}

/// The indicators in force on a day: those of the latest first day not after it.
#[must_use]
pub fn indicators(on: Day) -> Option<&'static Indicators> {
    indicators_file().periods.iter().rev().find(|period| period.valid_from <= on)
}

/// Savings up to this amount are paid at once: 12 minimum pensions of the year. Before the first known indicators
/// nothing is.
#[must_use]
pub fn lump_threshold(on: Day) -> Money {
    let pensions = indicators_file().lump_sum_min_pensions;
    indicators(on)
        .map_or_else(Money::default, |known| Money(Decimal::from(pensions) * Decimal::from(known.min_pension)))
}

/// Last day by which a payment is made: 10 working days after the day of registration.
#[must_use]
pub fn payment_due(registered: Day) -> Day {
    static WORKING_DAYS: OnceLock<WorkingDaysFile> = OnceLock::new();
    let file = WORKING_DAYS.get_or_init(|| read(include_str!("../data/working_days.json")));
    let works = |day: &Day| {
        let free = matches!(day.0.weekday(), Weekday::Saturday | Weekday::Sunday);
        !free && !file.holidays.iter().any(|holiday| day.to_string().ends_with(&format!("-{holiday}")))
    };
    let days = std::iter::successors(registered.0.next_day().map(Day), |day| day.0.next_day().map(Day));
    days.filter(works).nth(file.payment_working_days.saturating_sub(1) as usize).unwrap_or(registered)
}
