use shared::id::{OrgId, Version};
use shared::orgs::{OrgIn, OrgOut, OrgPatch};
use shared::text::{Name, Slug};
use shared::time::{Instant, Zone};

use super::store::Organisation;

/// A name as it can stand in an address: its letters without accents, and digits.
pub(super) fn slug(name: &Name) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain = name
        .as_str()
        .nfd()
        .filter(char::is_ascii)
        .collect::<String>()
        .to_lowercase();
    let words = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let slug: String = words
        .collect::<Vec<_>>()
        .join("-")
        .chars()
        .take(50)
        .collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        "organisation".to_owned()
    } else {
        slug.to_owned()
    }
}

/// An organisation as it begins.
pub(super) fn new(input: OrgIn, slug: Slug, now: Instant) -> Organisation {
    let OrgIn { name, zone } = input;
    Organisation {
        id: OrgId::new(),
        name,
        slug,
        zone: zone.unwrap_or(Zone::PARIS),
        version: Version::FIRST,
        created_at: now,
        updated_at: now,
    }
}

/// An organisation after a change.
pub(super) fn change(present: Organisation, patch: OrgPatch, now: Instant) -> Organisation {
    let OrgPatch { name, zone } = patch;
    Organisation {
        id: present.id,
        name: name.over(present.name),
        slug: present.slug,
        zone: zone.over(present.zone),
        version: present.version.next(),
        created_at: present.created_at,
        updated_at: now,
    }
}

impl From<Organisation> for OrgOut {
    fn from(row: Organisation) -> Self {
        let Organisation {
            id,
            name,
            slug,
            zone,
            version,
            created_at: _,
            updated_at: _,
        } = row;
        Self {
            id,
            name,
            slug,
            zone,
            version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_the_name_without_accents() {
        let slug = |name: &str| slug(&name.parse().unwrap());
        assert_eq!(
            slug("Th\u{e9}\u{e2}tre de l'\u{c9}toile"),
            "theatre-de-l-etoile"
        );
        assert_eq!(slug("\u{5287}\u{5834}"), "organisation");
        assert!(slug(&"long name ".repeat(12)).parse::<Slug>().is_ok());
    }
}
