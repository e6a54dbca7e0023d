//! Everybody, and every team: what names stand for ids.

use std::sync::Arc;

use shared::id::{TeamId, UserId};
use shared::teams::{self, TeamOut};
use shared::users::{self, UserOut};

use crate::http::{self, Failure};
use crate::ui::Choice;

/// The people and teams of the organisation, by name. Copies share it.
#[derive(Clone)]
pub(crate) struct Directory {
    people: Arc<Vec<UserOut>>,
    teams: Arc<Vec<TeamOut>>,
}

impl Directory {
    /// Reads it.
    pub(crate) async fn read() -> Result<Self, Failure> {
        let people = http::every(users::list).await?;
        let teams = http::every(teams::list).await?;
        Ok(Self {
            people: Arc::new(people),
            teams: Arc::new(teams),
        })
    }

    /// The people.
    pub(crate) fn people(&self) -> &[UserOut] {
        &self.people
    }

    /// The teams.
    pub(crate) fn teams(&self) -> &[TeamOut] {
        &self.teams
    }

    /// A person.
    pub(crate) fn person(&self, id: UserId) -> Option<&UserOut> {
        self.people.iter().find(|person| person.id == id)
    }

    /// What a person is called; none who left is here.
    pub(crate) fn name(&self, id: UserId) -> Option<String> {
        self.person(id).map(|person| person.name.to_string())
    }

    /// What a team is called.
    pub(crate) fn team(&self, id: TeamId) -> Option<String> {
        self.teams
            .iter()
            .find(|team| team.id == id)
            .map(|team| team.name.to_string())
    }

    /// What some teams are called, in the order of the teams.
    pub(crate) fn team_names(&self, ids: &[TeamId]) -> Vec<String> {
        self.teams
            .iter()
            .filter(|team| ids.contains(&team.id))
            .map(|team| team.name.to_string())
            .collect()
    }

    /// The people, to choose from.
    pub(crate) fn people_choices(&self) -> Vec<Choice> {
        self.people
            .iter()
            .map(|person| Choice::new(person.id, &person.name))
            .collect()
    }

    /// The teams, to choose from.
    pub(crate) fn team_choices(&self) -> Vec<Choice> {
        self.teams
            .iter()
            .map(|team| Choice::new(team.id, &team.name))
            .collect()
    }
}
