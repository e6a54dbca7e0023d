//! What names stand for ids, on pages that show whatever the organisation has.

use std::sync::Arc;

use shared::id::{MissionId, UserId};
use shared::missions::{self, MissionOut, MissionQuery};
use shared::page::PageQuery;
use shared::time::Zone;

use crate::http::{self, Failure};
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
        let all = |page: &PageQuery| {
            missions::list(&MissionQuery {
                state: None,
                limit: page.limit,
                cursor: page.cursor.clone(),
            })
        };
        Ok(Self {
            directory: Directory::read().await?,
            missions: Arc::new(http::every(all).await?),
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

    /// What a person is called; none who left is here.
    pub(crate) fn person(&self, id: UserId) -> Option<String> {
        self.directory.name(id)
    }
}
