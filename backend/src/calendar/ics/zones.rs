use std::collections::BTreeMap;

use shared::time::Zone;

use super::windows::WINDOWS;

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

    /// The zone that a `TZID` means.
    pub(super) fn named(&self, id: &str) -> Zone {
        let located = || {
            self.locations
                .get(id.trim())
                .and_then(|location| known(location))
        };
        known(id).or_else(located).unwrap_or(self.floating)
    }
}

/// The zone of a name as programs write it: of the IANA database, also after a prefix of
/// the program's own; of Windows; or as Outlook shows it to people.
pub(super) fn known(name: &str) -> Option<Zone> {
    let name = name.trim().trim_matches('"').trim();
    if name.is_empty() {
        return None;
    }
    iana(name)
        .or_else(|| windows(name))
        .or_else(|| offset(name))
        .or_else(|| shown(name))
        .or_else(|| inside(name))
}

/// `Europe/Paris`, `/example.org/2007_1/Europe/Paris`, or `Europe_Paris`.
fn iana(name: &str) -> Option<Zone> {
    let suffixes = std::iter::successors(Some(name), |rest| {
        rest.split_once('/').map(|(_, rest)| rest)
    });
    // A suffix without a slash could be any word, `Paris/GB` for one.
    let mut suffixes = suffixes.filter(|suffix| *suffix == name || suffix.contains('/'));
    suffixes
        .find_map(|suffix| suffix.parse().ok())
        .or_else(|| name.replacen('_', "/", 1).parse().ok())
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
        .map(|city| city.trim().replace(' ', "_"))
        .find_map(|city| {
            Zone::places().find(|zone| zone.name().rsplit('/').next() == Some(city.as_str()))
        })
}

/// A name that holds one of the database: the longest of them.
fn inside(name: &str) -> Option<Zone> {
    let name = name.to_ascii_lowercase();
    Zone::places()
        .filter(|zone| name.contains(&zone.name().to_ascii_lowercase()))
        .max_by_key(|zone| zone.name().len())
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
        assert_eq!(zones.named("1").name(), "Asia/Tokyo");
        assert_eq!(zones.named("2").name(), "America/Cayenne");
        assert_eq!(
            Zones::new(Some("?"), BTreeMap::new(), Zone::PARIS).named("2"),
            Zone::PARIS
        );
    }
}
