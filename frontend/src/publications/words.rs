//! A publication in words.

use shared::publications::PublicationOut;

use crate::dates;
use crate::i18n::*;

/// Which one it is.
pub(super) fn number(i18n: I18n, number: u32) -> String {
    t_string!(i18n, publications.number, number = number).to_string()
}

/// Of which weeks it is, and of whom.
pub(super) fn scope(i18n: I18n, publication: &PublicationOut) -> String {
    let days = dates::days(i18n, publication.first, publication.last);
    let team = publication.team.as_ref().map(ToString::to_string);
    let people = publication.people;
    let people =
        (people > 0).then(|| t_string!(i18n, publications.of_people, count = people).to_string());
    let parts = [Some(days), team, people];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(" \u{b7} ")
}

/// How many have acknowledged it, of those whom it tells.
pub(super) fn known(i18n: I18n, publication: &PublicationOut) -> String {
    let (told, acknowledged) = (publication.told, publication.acknowledged);
    if told == 0 {
        return t_string!(i18n, publications.nobody_told).to_owned();
    }
    t_string!(
        i18n,
        publications.known,
        acknowledged = acknowledged,
        count = told
    )
    .to_string()
}

/// Whose publication it takes back, where it does.
pub(super) fn takes_back(i18n: I18n, publication: &PublicationOut) -> Option<String> {
    let number = publication.takes_back?;
    Some(t_string!(i18n, publications.takes_back, number = number).to_string())
}
