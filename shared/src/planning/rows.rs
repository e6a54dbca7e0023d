//! The rows of the grid: the needs to fill, then the people in the groups of their teams.

use std::collections::BTreeSet;

use crate::id::{TeamId, UserId};

use super::filter::{Filter, Shown};
use super::{Board, PersonRow};

/// A row of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// The shifts that nobody is on yet.
    Open,
    /// The head of a team's people; of those without a team where there is none.
    Group(Option<TeamId>),
    /// A person.
    Person(UserId),
}

impl Row {
    /// Whose cells the row has; none for the head of a group, which has no cells.
    #[must_use]
    pub const fn cells_of(self) -> Option<Option<UserId>> {
        match self {
            Self::Open => Some(None),
            Self::Group(_) => None,
            Self::Person(person) => Some(Some(person)),
        }
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Open => f.write_str("open"),
            Self::Group(Some(team)) => write!(f, "team-{team}"),
            Self::Group(None) => f.write_str("team-none"),
            Self::Person(person) => person.fmt(f),
        }
    }
}

/// Who looks at the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody who plans.
    Planner,
    /// Somebody who reads, the own row first.
    Reader(UserId),
}

/// The group a person's row is in: the first of their teams by name.
#[must_use]
pub fn group_of(person: &PersonRow, board: &Board) -> Option<TeamId> {
    board
        .teams()
        .iter()
        .map(|team| team.id)
        .find(|team| person.team_ids.contains(team))
}

/// The people of each group, in the order of the grid: teams by name, people without a team
/// last. Only those the filter leaves. With a team chosen, all of its people are in its group.
#[must_use]
pub fn groups(board: &Board, filter: &Filter, shown: &Shown) -> Vec<(Option<TeamId>, Vec<UserId>)> {
    let teams = board.teams().iter().map(|team| Some(team.id)).chain([None]);
    let home = |person: &PersonRow| filter.team.or_else(|| group_of(person, board));
    teams
        .map(|team| {
            let people = board
                .people()
                .iter()
                .filter(|person| shown.has_person(person.id));
            let members = people.filter(|person| home(person) == team);
            (team, members.map(|person| person.id).collect::<Vec<_>>())
        })
        .filter(|(_, people)| !people.is_empty())
        .collect()
}

/// The rows, in order. Groups have heads where anybody has a team; a collapsed group is its
/// head alone. A reader's own row comes first, the needs to fill come after it.
#[must_use]
pub fn rows(
    board: &Board,
    filter: &Filter,
    shown: &Shown,
    viewer: Viewer,
    collapsed: &BTreeSet<Option<TeamId>>,
) -> Vec<Row> {
    let own = match viewer {
        Viewer::Reader(own) if shown.has_person(own) => Some(own),
        _ => None,
    };
    let mut rows: Vec<Row> = own.into_iter().map(Row::Person).collect();
    if shown.has_open_row(viewer) {
        rows.push(Row::Open);
    }
    let groups = groups(board, filter, shown);
    let headed = groups.iter().any(|(team, _)| team.is_some());
    for (team, people) in groups {
        let others: Vec<_> = people
            .into_iter()
            .filter(|person| Some(*person) != own)
            .collect();
        if others.is_empty() {
            continue;
        }
        if headed {
            rows.push(Row::Group(team));
        }
        if !headed || !collapsed.contains(&team) {
            rows.extend(others.into_iter().map(Row::Person));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, shift};

    fn rows_of(stage: &Stage, filter: &Filter, viewer: Viewer, open: usize) -> Vec<Row> {
        let open = (0..open).map(|_| shift("2026-11-24T09:00", "2026-11-24T13:00"));
        let board = stage.board(open.collect());
        let shown = filter.shown(&board);
        rows(&board, filter, &shown, viewer, &BTreeSet::new())
    }

    #[test]
    fn people_stand_under_the_first_of_their_teams_and_others_last() {
        let stage = Stage::new();
        let rows = rows_of(&stage, &Filter::default(), Viewer::Planner, 0);
        let expected = [
            Row::Open,
            Row::Group(Some(stage.lights)),
            Row::Person(stage.ana),
            Row::Group(None),
            Row::Person(stage.bob),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_chosen_team_gathers_its_people() {
        let stage = Stage::new();
        let filter = Filter {
            team: Some(stage.sound),
            ..Filter::default()
        };
        let rows = rows_of(&stage, &filter, Viewer::Planner, 0);
        assert_eq!(
            rows,
            [
                Row::Open,
                Row::Group(Some(stage.sound)),
                Row::Person(stage.ana)
            ]
        );
    }

    #[test]
    fn a_reader_comes_first_and_sees_needs_where_there_are_some() {
        let stage = Stage::new();
        let viewer = Viewer::Reader(stage.bob);
        let rows = rows_of(&stage, &Filter::default(), viewer, 0);
        let lights = Row::Group(Some(stage.lights));
        assert_eq!(
            rows,
            [Row::Person(stage.bob), lights, Row::Person(stage.ana)]
        );
        let rows = rows_of(&stage, &Filter::default(), viewer, 1);
        assert_eq!(rows.get(1), Some(&Row::Open));
    }

    #[test]
    fn a_collapsed_group_is_its_head() {
        let stage = Stage::new();
        let board = stage.board(vec![]);
        let filter = Filter::default();
        let shown = filter.shown(&board);
        let collapsed = BTreeSet::from([Some(stage.lights)]);
        let rows = rows(&board, &filter, &shown, Viewer::Planner, &collapsed);
        assert!(!rows.contains(&Row::Person(stage.ana)) && rows.contains(&Row::Person(stage.bob)));
    }
}
