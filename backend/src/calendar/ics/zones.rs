use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use calcard::common::timezone::Tz;
use shared::time::Zone;

use super::components::{Calendar, Definition};
use super::defined::DefinedZone;
use super::limits::Work;
use super::reading::{Note, NoteKind};
use super::times::{FileZone, ZoneFound};
use super::windows::WINDOWS;

/// The most zones of its own that a calendar may define.
const MOST_DEFINED: usize = 200;

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
    floating: (Zone, ZoneFound),
    ours: Zone,
    /// What names were found to mean: a file names few zones, and each often.
    found: RefCell<BTreeMap<String, Option<(FileZone, ZoneFound)>>>,
    /// What the names mean that the calendar itself defines.
    defined: BTreeMap<String, FileZone>,
    /// The definitions that say nothing.
    pub(super) notes: Vec<Note>,
}

impl Zones {
    /// The zones of a calendar, for an organisation in `ours`.
    pub(super) fn new(calendar: &Calendar, ours: Zone, work: &mut Work) -> Self {
        let declared = calendar.zone.as_deref().and_then(known);
        let mut zones = Self {
            floating: declared.map_or((ours, ZoneFound::Ours), |zone| (zone, ZoneFound::Calendar)),
            ours,
            found: RefCell::default(),
            defined: BTreeMap::new(),
            notes: Vec::new(),
        };
        for definition in &calendar.definitions {
            zones.define(definition, work);
        }
        zones
    }

    /// What the calendar says of a zone is looked into only where its name says nothing.
    fn define(&mut self, definition: &Definition, work: &mut Work) {
        let Some(id) = definition.id.as_deref().map(bare) else {
            return;
        };
        if self.defined.len() == MOST_DEFINED || famous(id).is_some() {
            return;
        }
        let located = definition.location.as_deref().and_then(known);
        let zone = match located {
            Some(zone) => Some(FileZone::Known(zone)),
            None => DefinedZone::of(definition, work).map(|zone| FileZone::Defined(Arc::new(zone))),
        };
        match zone {
            Some(zone) => {
                self.defined.entry(id.to_owned()).or_insert(zone);
            }
            None => self.notes.push(Note {
                line: definition.line,
                kind: NoteKind::BadDefinition,
            }),
        }
    }

    /// The zone of times that name none.
    pub(super) fn floating(&self) -> (FileZone, ZoneFound) {
        let (zone, found) = self.floating;
        (FileZone::Known(zone), found)
    }

    /// The zone of whole days: the organisation's, wherever the calendar says that its clocks are.
    pub(super) fn days(&self) -> (FileZone, ZoneFound) {
        (FileZone::Known(self.ours), ZoneFound::Ours)
    }

    /// The zone that a `TZID` means, and how that is known: by its name, by the calendar's
    /// definition, or by what is left of a name; nothing when it says nothing.
    pub(super) fn named(&self, id: &str) -> Option<(FileZone, ZoneFound)> {
        let mut found = self.found.borrow_mut();
        if let Some(found) = found.get(id) {
            return found.clone();
        }
        let zone = self.meant(id);
        if found.len() < MOST_DEFINED {
            found.insert(id.to_owned(), zone.clone());
        }
        zone
    }

    fn meant(&self, id: &str) -> Option<(FileZone, ZoneFound)> {
        let id = bare(id);
        if let Some(zone) = famous(id) {
            return Some((FileZone::Known(zone), ZoneFound::Named));
        }
        if let Some(zone) = self.defined.get(id) {
            return Some((zone.clone(), ZoneFound::Defined));
        }
        let zone = known(id)?;
        Some((FileZone::Known(zone), ZoneFound::Named))
    }
}

/// A name without the quotes and blanks around it.
fn bare(name: &str) -> &str {
    name.trim().trim_matches('"').trim()
}

/// The zone of a name that means one zone to everybody.
fn famous(name: &str) -> Option<Zone> {
    if name.is_empty() || name.len() > MOST_NAME {
        return None;
    }
    iana(name).or_else(|| windows(name)).or_else(|| shown(name))
}

/// The zone of a name as programs write it: of the IANA database, also after a prefix of
/// the program's own; of Windows; or as Outlook shows it to people.
pub(super) fn known(name: &str) -> Option<Zone> {
    let name = bare(name);
    if name.is_empty() || name.len() > MOST_NAME {
        return None;
    }
    famous(name)
        .or_else(|| offset(name))
        .or_else(|| inside(name))
        .or_else(|| of_old(name))
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

/// A name of an older Outlook, such as `Romance` or `Amsterdam, Berlin, Bern, Rome`: the list
/// of `calcard`.
fn of_old(name: &str) -> Option<Zone> {
    match name.parse::<Tz>().ok()? {
        Tz::Tz(zone) => zone.name().parse().ok(),
        Tz::Fixed(_) | Tz::Floating => None,
    }
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
        let definition = Definition {
            id: Some("1".to_owned()),
            location: Some("Asia/Tokyo".to_owned()),
            ..Definition::default()
        };
        let calendar = Calendar {
            zone: Some("America/Cayenne".to_owned()),
            definitions: vec![definition],
            ..Calendar::default()
        };
        let zones = Zones::new(&calendar, Zone::PARIS, &mut Work::default());
        let (tokyo, found) = zones.named("1").unwrap();
        assert_eq!((tokyo.name(), found), ("Asia/Tokyo", ZoneFound::Defined));
        assert_eq!(zones.named("2"), None);
        assert_eq!(zones.floating().0.name(), "America/Cayenne");
        let bare = Zones::new(&Calendar::default(), Zone::PARIS, &mut Work::default());
        assert_eq!(
            bare.floating(),
            (FileZone::Known(Zone::PARIS), ZoneFound::Ours)
        );
    }
}
