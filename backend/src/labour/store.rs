use std::collections::BTreeMap;

use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, JoinType, QuerySelect as _,
};
use shared::id::{LabourPolicyId, ShiftId, UserId};
use shared::labour::{
    Calendar, DAYS_AFTER, DAYS_BEFORE, LabourOut, PersonWeeks, PersonWork, Policy, Terms,
    WEEKS_AROUND, WeekTotals, Work,
};
use shared::missions::Setting;
use shared::problem::ProblemCode;
use shared::shifts::{BreakMinutes, MOST_MINUTES, ShiftKind, ShiftStatus};
use shared::time::{Day, Instant, IsoWeek, Slot, Zone};

use super::rules::{Kept, MOST_POLICIES};
use crate::entity::labour_policy::{Column, Entity, Model};
use crate::entity::{mission, shift};
use crate::platform::page::Listing;
use crate::platform::problem::{Failure, OnConstraint as _};
use crate::platform::scope::{OrgDb, OrgTx};

/// As both databases name the rule that rules begin on a day of their own.
const ONE_DAY: [&str; 2] = ["uq_labour_policy_org_day", "labour_policy.effective_from"];

/// Whose work is read.
#[derive(Debug, Clone, Copy)]
pub enum People<'a> {
    /// Everybody's.
    All,
    /// These people's.
    These(&'a [UserId]),
}

impl People<'_> {
    fn condition(self) -> Condition {
        let assigned = Condition::all().add(shift::Column::PersonId.is_not_null());
        match self {
            Self::All => assigned,
            Self::These(people) => {
                assigned.add(shift::Column::PersonId.is_in(people.iter().copied()))
            }
        }
    }
}

fn kept(row: Model) -> Result<Kept, Failure> {
    let Model {
        id,
        org_id,
        effective_from,
        limits,
        levels,
        version,
        created_at,
        updated_at,
    } = row;
    Ok(Kept {
        id,
        org_id,
        policy: Policy {
            effective_from,
            limits: serde_json::from_value(limits).map_err(anyhow::Error::from)?,
            levels: serde_json::from_value(levels).map_err(anyhow::Error::from)?,
        },
        version,
        created_at,
        updated_at,
    })
}

fn row(kept: Kept) -> Result<Model, Failure> {
    let Policy {
        effective_from,
        limits,
        levels,
    } = kept.policy;
    Ok(Model {
        id: kept.id,
        org_id: kept.org_id,
        effective_from,
        limits: serde_json::to_value(limits).map_err(anyhow::Error::from)?,
        levels: serde_json::to_value(levels).map_err(anyhow::Error::from)?,
        version: kept.version,
        created_at: kept.created_at,
        updated_at: kept.updated_at,
    })
}

pub(super) async fn list(org: &OrgDb, listing: &Listing<Day>) -> Result<Vec<Kept>, Failure> {
    let rows = org
        .find::<Entity>()
        .filter_if(listing.after.map(|day| Column::EffectiveFrom.lt(day)))
        .descending(Column::EffectiveFrom)
        .limit(listing.fetch())
        .all()
        .await?;
    rows.into_iter().map(kept).collect()
}

/// The rules, which nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: LabourPolicyId) -> Result<Kept, Failure> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .found()
        .await?;
    kept(row)
}

pub(super) async fn insert(tx: &OrgTx, new: Kept) -> Result<(), Failure> {
    if tx.find::<Entity>().count().await? >= MOST_POLICIES {
        let error = shared::problem::FieldError::new("/effective_from", "too_many_items");
        return Err(error.into());
    }
    one_day(tx.insert::<Entity>(row(new)?).await)
}

pub(super) async fn save(tx: &OrgTx, changed: Kept) -> Result<Kept, Failure> {
    kept(one_day(tx.update::<Entity>(row(changed)?).await)?)
}

fn one_day<T>(done: Result<T, Failure>) -> Result<T, Failure> {
    ONE_DAY.iter().fold(done, |done, name| {
        done.on_constraint(name, ProblemCode::PolicyDateTaken)
    })
}

pub(super) async fn delete(tx: &OrgTx, id: LabourPolicyId) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::Id.eq(id)).await.map(|_| ())
}

/// What the rules need of these people to judge shifts that begin in these weeks. The shifts
/// with a part in `window` are the caller's.
pub(super) async fn read(
    org: &OrgDb,
    zone: Zone,
    people: People<'_>,
    (first, last): (IsoWeek, IsoWeek),
    window: Option<Slot>,
) -> Result<LabourOut, Failure> {
    let rows = org
        .find::<Entity>()
        .ascending(Column::EffectiveFrom)
        .all()
        .await?;
    let policies = rows.into_iter().map(|row| Ok(kept(row)?.policy));
    let from = zone.midnight(first.monday().plus_days(-DAYS_BEFORE));
    let to = zone.midnight(last.plus_weeks(1).monday().plus_days(DAYS_AFTER));
    let around = Slot::new(from, to).map_err(anyhow::Error::from)?;
    let counted = (
        first.plus_weeks(-WEEKS_AROUND),
        last.plus_weeks(WEEKS_AROUND),
    );
    Ok(LabourOut {
        policies: policies.collect::<Result<_, Failure>>()?,
        first_week: counted.0.monday(),
        weeks: weeks(org, zone, people, counted).await?,
        around: works(org, people, around, window).await?,
    })
}

/// A shift, as the rules see it, and where its mission is worked.
type Worked = (
    ShiftId,
    UserId,
    Instant,
    Instant,
    BreakMinutes,
    ShiftKind,
    Option<Setting>,
);

/// The shifts of these people with a part in the slot and none in the window.
async fn works(
    org: &OrgDb,
    people: People<'_>,
    slot: Slot,
    window: Option<Slot>,
) -> Result<Vec<PersonWork>, Failure> {
    use shift::Column as C;
    let outside = window.map(|window| {
        Condition::any()
            .add(C::EndAt.lte(window.start()))
            .add(C::StartAt.gte(window.end()))
    });
    let mission = shift::Entity::belongs_to(mission::Entity)
        .from(C::MissionId)
        .to(mission::Column::Id);
    let rows: Vec<Worked> = org
        .find::<shift::Entity>()
        .filter(people.condition())
        .filter(C::Status.ne(ShiftStatus::Cancelled))
        .filter(C::StartAt.lt(slot.end()))
        .filter(C::StartAt.gt(slot.start().plus_minutes(-MOST_MINUTES)))
        .filter(C::EndAt.gt(slot.start()))
        .filter_if(outside)
        .ascending(C::StartAt)
        .columns(|select| {
            select
                .join(JoinType::InnerJoin, mission.into())
                .columns([
                    C::Id,
                    C::PersonId,
                    C::StartAt,
                    C::EndAt,
                    C::BreakMinutes,
                    C::Kind,
                ])
                .column(mission::Column::Setting)
        })
        .await?;
    Ok(rows.into_iter().map(work).collect())
}

fn work((shift_id, person_id, start, end, break_minutes, kind, setting): Worked) -> PersonWork {
    let terms = Terms::of(kind, setting.unwrap_or(Setting::House));
    PersonWork {
        person_id,
        work: Work {
            shift_id,
            start,
            end,
            break_minutes,
            terms,
        },
    }
}

/// What a person's shifts that begin in a week add up to; or one of them, when it goes on into
/// the next week: the person, the week's place, that shift, the minutes, the first start and
/// the last end, the break of that shift.
type Sum = (
    UserId,
    i32,
    Option<ShiftId>,
    i64,
    Instant,
    Instant,
    BreakMinutes,
);

/// The worked minutes of these people in each of some weeks. The database adds them up; only
/// the shifts over a Sunday midnight come one by one, and are cut here.
async fn weeks(
    org: &OrgDb,
    zone: Zone,
    people: People<'_>,
    (first, last): (IsoWeek, IsoWeek),
) -> Result<Vec<PersonWeeks>, Failure> {
    use shift::Column as C;
    // One week more before the first: its Sunday night may go on.
    let mut week = first.plus_weeks(-1);
    let mut starts = vec![zone.midnight(week.monday())];
    while week <= last {
        week = week.plus_weeks(1);
        starts.push(zone.midnight(week.monday()));
    }
    let (Some(from), Some(to)) = (starts.first(), starts.last()) else {
        return Ok(Vec::new());
    };
    let worked = org
        .minutes_between(C::StartAt, C::EndAt)
        .sub(C::BreakMinutes.into_expr());
    let sums: Vec<Sum> = org
        .find::<shift::Entity>()
        .filter(people.condition())
        .filter(C::Status.ne(ShiftStatus::Cancelled))
        .filter(C::StartAt.gte(*from))
        .filter(C::StartAt.lt(*to))
        .columns(|select| {
            select
                .column(C::PersonId)
                .column_as(place(&starts), "week")
                .column_as(going_on(&starts), "going_on")
                .column_as(worked.sum().cast_as("bigint"), "minutes")
                .column_as(C::StartAt.min(), "first_start")
                .column_as(C::EndAt.max(), "last_end")
                .column_as(C::BreakMinutes.max(), "break_minutes")
                .group_by(Expr::cust("1"))
                .group_by(Expr::cust("2"))
                .group_by(Expr::cust("3"))
        })
        .await?;
    Ok(told(sums, zone, (first, last)))
}

/// Which of the weeks that begin at these instants a shift begins in.
fn place(starts: &[Instant]) -> Expr {
    let ends = starts.iter().skip(1);
    let case = (0_i32..)
        .zip(ends)
        .fold(CaseStatement::new(), |case, (n, end)| {
            case.case(shift::Column::StartAt.lt(*end), n)
        });
    case.into()
}

/// The shift itself when it goes on into the week after the one that it begins in.
fn going_on(starts: &[Instant]) -> Expr {
    let case = starts
        .iter()
        .skip(1)
        .fold(CaseStatement::new(), |case, end| {
            let itself = CaseStatement::new()
                .case(shift::Column::EndAt.gt(*end), shift::Column::Id.into_expr());
            case.case(shift::Column::StartAt.lt(*end), itself)
        });
    case.into()
}

fn told(sums: Vec<Sum>, zone: Zone, weeks: (IsoWeek, IsoWeek)) -> Vec<PersonWeeks> {
    let calendar = Calendar::of(weeks, zone);
    let mut people: BTreeMap<UserId, WeekTotals> = BTreeMap::new();
    for (person, place, going_on, minutes, start, end, break_minutes) in sums {
        let totals = people
            .entry(person)
            .or_insert_with(|| WeekTotals::new(weeks.0, Vec::new()));
        match going_on {
            None => totals.add(weeks.0.plus_weeks(i64::from(place) - 1), minutes),
            Some(shift_id) => {
                let work = Work {
                    shift_id,
                    start,
                    end,
                    break_minutes,
                    terms: Terms::Ordinary,
                };
                totals.put(&work, &calendar);
            }
        }
    }
    let told = |(person_id, totals): (UserId, WeekTotals)| PersonWeeks {
        person_id,
        minutes: totals.into_minutes(),
    };
    people.into_iter().map(told).collect()
}
