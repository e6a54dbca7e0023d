//! What names stand for ids, on pages that show whatever the organisation has.

use std::sync::Arc;

use shared::id::{MissionId, UserId};
use shared::missions::MissionOut;
use shared::time::{Instant, Slot, Zone};

use crate::dates;
use crate::http::Failure;
use crate::i18n::*;
use crate::missions;
use crate::users::Directory;

/// People, teams and missions by id, and the zone of the times. Copies share it.
#[derive(Clone)]
pub(crate) struct Names {
    pub(crate) directory: Directory,
    pub(crate) missions: Arc<Vec<MissionOut>>,
    pub(crate) zone: Zone,
}

impl Names {
    /// Reads them.
    pub(crate) async fn read(zone: Zone) -> Result<Self, Failure> {
        Ok(Self {
            directory: Directory::read().await?,
            missions: Arc::new(missions::every(None).await?),
            zone,
        })
    }

    /// What a mission is called.
    pub(crate) fn mission(&self, id: MissionId) -> Option<String> {
        let mut missions = self.missions.iter();
        missions
            .find(|mission| mission.id == id)
            .map(|mission| mission.title.to_string())
    }

    /// Who works a shift: by name, somebody who has left, or nobody yet.
    pub(crate) fn worker(&self, i18n: I18n, person: Option<UserId>) -> String {
        match person {
            None => t_string!(i18n, planning.open_row).to_owned(),
            Some(id) => self
                .person(id)
                .unwrap_or_else(|| t_string!(i18n, missions.former).to_owned()),
        }
    }

    /// When something is, in the organisation's zone.
    pub(crate) fn stretch(&self, i18n: I18n, start: Instant, end: Instant) -> String {
        Slot::new(start, end)
            .map(|slot| dates::stretch(i18n, slot, self.zone))
            .unwrap_or_default()
    }

    /// What a person is called; none who left is here.
    pub(crate) fn person(&self, id: UserId) -> Option<String> {
        self.directory.name(id)
    }
}
