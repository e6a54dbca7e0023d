use std::collections::BTreeMap;
use std::sync::LazyLock;

use shared::time::Zone;

use super::windows::WINDOWS;

/// The longest name that is looked at, in bytes. Real ones are shorter; a file of long ones
/// would be long work.
const MOST_NAME: usize = 128;

/// The zones by their names in small letters.
static NAMES: LazyLock<BTreeMap<String, Zone>> = LazyLock::new(|| {
    let named = |name: &str| Some((name.to_ascii_lowercase(), name.parse().ok()?));
    chrono_tz::TZ_VARIANTS
        .iter()
        .filter_map(|zone| named(zone.name()))
        .collect()
});

/// The zones by the last part of their names, with blanks: the city that they are named for.
static CITIES: LazyLock<BTreeMap<String, Zone>> = LazyLock::new(|| {
    let mut cities = BTreeMap::new();
    for zone in Zone::places() {
        if let Some(city) = zone.name().rsplit('/').next() {
            cities.entry(city.replace('_', " ")).or_insert(zone);
        }
    }
    cities
});

/// What the zones of one calendar's events are.
#[derive(Debug)]
pub(super) struct Zones {
    /// The zone of times that name none, and of names that say nothing.
    pub(super) floating: Zone,
    /// What the calendar's own zones say of where they are (`X-LIC-LOCATION`).
    locations: BTreeMap<String, String>,
}

impl Zones {
    /// The zones of a calendar with this `X-WR-TIMEZONE`, for an organisation in `ours`.
    pub(super) fn new(
        declared: Option<&str>,
        locations: BTreeMap<String, String>,
        ours: Zone,
    ) -> Self {
        Self {
            floating: declared.and_then(known).unwrap_or(ours),
            locations,
        }
    }

    /// The zone that a `TZID` means; nothing when its name says nothing.
    pub(super) fn named(&self, id: &str) -> Option<Zone> {
        let located = || {
            self.locations
                .get(id.trim())
                .and_then(|location| known(location))
        };
        known(id).or_else(located)
    }
}

/// The zone of a name as programs write it: of the IANA database, also after a prefix of
/// the program's own; of Windows; or as Outlook shows it to people.
pub(super) fn known(name: &str) -> Option<Zone> {
    let name = name.trim().trim_matches('"').trim();
    if name.is_empty() || name.len() > MOST_NAME {
        return None;
    }
    iana(name)
        .or_else(|| windows(name))
        .or_else(|| offset(name))
        .or_else(|| shown(name))
        .or_else(|| inside(name))
}

/// `Europe/Paris`, `/example.org/2007_1/Europe/Paris`, or `Europe_Paris`, in letters of any
/// size.
fn iana(name: &str) -> Option<Zone> {
    let name = name.to_ascii_lowercase();
    let suffixes = std::iter::successors(Some(name.as_str()), |rest| {
        rest.split_once('/').map(|(_, rest)| rest)
    });
    // A suffix without a slash could be any word, `Paris/GB` for one.
    let mut suffixes = suffixes.filter(|suffix| *suffix == name || suffix.contains('/'));
    suffixes
        .find_map(|suffix| NAMES.get(suffix))
        .or_else(|| NAMES.get(&name.replacen('_', "/", 1)))
        .copied()
}

fn windows(name: &str) -> Option<Zone> {
    let row = WINDOWS
        .iter()
        .find(|(windows, _)| windows.eq_ignore_ascii_case(name));
    row.and_then(|(_, iana)| iana.parse().ok())
}

/// `UTC+11` or `GMT-3`: whole hours, whose zones the database names by the opposite sign.
fn offset(name: &str) -> Option<Zone> {
    let rest = name
        .strip_prefix("UTC")
        .or_else(|| name.strip_prefix("GMT"))?;
    let (sign, hours) = match rest.split_at_checked(1)? {
        ("+", hours) => ('-', hours),
        ("-", hours) => ('+', hours),
        _ => return None,
    };
    let hours: u8 = hours.strip_suffix(":00").unwrap_or(hours).parse().ok()?;
    format!("Etc/GMT{sign}{hours}").parse().ok()
}

/// `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`: the first of the cities that has a
/// zone. They share one.
fn shown(name: &str) -> Option<Zone> {
    let (_, cities) = name.strip_prefix('(')?.split_once(')')?;
    cities
        .split(',')
        .find_map(|city| CITIES.get(city.trim()).copied())
}

/// A name with one of the database among its words.
fn inside(name: &str) -> Option<Zone> {
    name.split(|character: char| {
        !character.is_ascii_alphanumeric() && !matches!(character, '/' | '_' | '+' | '-')
    })
    .filter(|word| word.contains('/') && *word != name)
    .find_map(iana)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Option<&'static str> {
        known(name).map(Zone::name)
    }

    #[test]
    fn a_zone_is_known_by_the_names_that_programs_give_it() {
        for name in [
            "Europe/Paris",
            "\"Europe/Paris\"",
            "europe/paris",
            "/freeassociation.sourceforge.net/Europe/Paris",
            "Europe_Paris",
            "Romance Standard Time",
            "(UTC+01:00) Paris, Madrid",
            "Customized (Europe/Paris)",
        ] {
            assert_eq!(zone(name), Some("Europe/Paris"), "{name}");
        }
        assert_eq!(
            zone("/example.org/2007/America/Argentina/Ushuaia"),
            Some("America/Argentina/Ushuaia")
        );
        assert_eq!(zone("UTC+11"), Some("Etc/GMT-11"));
        assert_eq!(zone("LOLOLOL"), None);
        assert_eq!(zone(" "), None);
        assert_eq!(zone(&"a/".repeat(1_000)), None);
    }

    #[test]
    fn every_windows_name_leads_to_a_zone() {
        for (windows, iana) in WINDOWS {
            assert!(iana.parse::<Zone>().is_ok(), "{windows}: {iana}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_is_the_calendars_zone_and_else_ours() {
        let located = BTreeMap::from([("1".to_owned(), "Asia/Tokyo".to_owned())]);
        let zones = Zones::new(Some("America/Cayenne"), located, Zone::PARIS);
        assert_eq!(zones.named("1").map(Zone::name), Some("Asia/Tokyo"));
        assert_eq!(zones.named("2"), None);
        assert_eq!(zones.floating.name(), "America/Cayenne");
        assert_eq!(
            Zones::new(Some("?"), BTreeMap::new(), Zone::PARIS).floating,
            Zone::PARIS
        );
    }
}
