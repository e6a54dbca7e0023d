//! Labour rules: what an organisation decides, what a save is told and refused, and what is
//! overridden.

mod bulk;
mod sides;

use shared::id::{MissionId, UserId};
use shared::labour::{self, Breach, Level, Levels, Limits, PolicyIn, PolicyPatch, Rule};
use shared::missions::{MissionIn, Setting};
use shared::page::PageQuery;
use shared::patch::Patch;
use shared::problem::ProblemCode;
use shared::shifts::{
    self, CheckIn, OverrideRules, Proposal, ShiftIn, ShiftKind, ShiftPatch, ShiftStatus,
};

use crate::missions::{mission, song};
use crate::operations::board;
use crate::shifts::{at, shift};
use crate::support::Company;

/// The limits of the law, as warnings, from a day on.
pub fn usual(from: &str) -> PolicyIn {
    PolicyIn {
        effective_from: from.parse().unwrap(),
        limits: Limits::default(),
        levels: Levels::default(),
    }
}

/// A show on a day, by the wall of Paris in winter.
pub fn show(mission: MissionId, person: UserId, times: (&str, &str)) -> ShiftIn {
    let time = |wall: &str| format!("2026-11-{wall}:00+01:00");
    ShiftIn {
        person_id: Some(person),
        kind: ShiftKind::Spectacle,
        ..shift(mission, &time(times.0), &time(times.1))
    }
}

/// Every rule blocks, from the beginning of the month.
pub async fn block(company: &Company) {
    let rules = PolicyIn {
        levels: Levels::all(Level::Block),
        ..usual("2026-11-01")
    };
    company.admin.send(labour::create(&rules)).await.ok();
}

fn rules(breaches: &[Breach]) -> Vec<(Rule, Level, i64, i64)> {
    let told = |it: &Breach| (it.rule, it.level, it.measured, it.limit);
    breaches.iter().map(told).collect()
}

fn because(reason: &str) -> Option<OverrideRules> {
    let reason = reason.parse().unwrap();
    Some(OverrideRules { reason })
}

/// Where nothing was decided, the limits of the law are warnings: the save is done and told.
#[actix_web::test]
async fn a_broken_rule_is_a_warning_unless_the_organisation_decides_otherwise() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let long = show(mission, tech, ("24T08:00", "24T19:00"));
    let saved = company.manager.send(shifts::create(&long)).await.ok();
    let expected = [
        (Rule::DailyWork, Level::Warn, 660, 600),
        (Rule::Pause, Level::Warn, 0, 20),
    ];
    assert_eq!(rules(&saved.breaches), expected);
    assert_eq!(saved.breaches[0].shift_ids, [saved.shift.id]);
    // What was there before is not told again.
    let patch = ShiftPatch {
        role: Patch::Set("Regie".parse().unwrap()),
        ..ShiftPatch::default()
    };
    let edit = shifts::edit(saved.shift.id, saved.shift.version, &patch);
    assert_eq!(company.manager.send(edit).await.ok().breaches, []);
}

/// A rule that blocks refuses the save and says why, with a reason it is overridden, and the
/// reason is kept as long as there is something to excuse.
#[actix_web::test]
async fn a_blocked_save_is_overridden_with_a_reason() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await.id, company.tech.id().await);
    block(&company).await;
    let manager = &company.manager;
    let long = ShiftIn {
        break_minutes: 20.try_into().unwrap(),
        ..show(mission, tech, ("24T08:00", "24T19:00"))
    };
    let refused = manager.send(shifts::create(&long)).await;
    let problem = refused.refused(ProblemCode::LabourRule);
    let expected = [(Rule::DailyWork, Level::Block, 640, 600)];
    assert_eq!(rules(&problem.breaches), expected);
    assert_eq!(board(manager).await.shifts, []);

    let meant = ShiftIn {
        override_rules: because("Remplacement au pied lev\u{e9}"),
        ..long
    };
    let saved = manager.send(shifts::create(&meant)).await.ok();
    assert!(saved.shift.rules_reason.is_some());
    assert_eq!(rules(&saved.breaches), expected);

    // Made worse, it needs a reason again; made better, the first one stands.
    let until = |end: &str| ShiftPatch {
        end: Patch::Set(at(end)),
        ..ShiftPatch::default()
    };
    let (id, version) = (saved.shift.id, saved.shift.version);
    let longer = until("2026-11-24T19:30:00+01:00");
    let refused = manager.send(shifts::edit(id, version, &longer)).await;
    refused.refused(ProblemCode::LabourRule);
    let shorter = until("2026-11-24T18:30:00+01:00");
    let saved = manager.send(shifts::edit(id, version, &shorter)).await.ok();
    assert_eq!(
        saved.shift.rules_reason,
        meant.override_rules.map(|it| it.reason)
    );
    let allowed = until("2026-11-24T18:00:00+01:00");
    let edit = shifts::edit(id, saved.shift.version, &allowed);
    let saved = manager.send(edit).await.ok();
    assert_eq!(saved.shift.rules_reason, None, "nothing is left to excuse");
}

/// A save that has nothing to do with time is not refused for what is broken already, and
/// neither is publishing or calling off.
#[actix_web::test]
async fn a_save_answers_for_what_it_changes_alone() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let manager = &company.manager;
    let long = show(mission, tech, ("24T08:00", "24T19:00"));
    let saved = manager.send(shifts::create(&long)).await.ok().shift;
    block(&company).await;
    let mut version = saved.version;
    for status in [ShiftStatus::Published, ShiftStatus::Cancelled] {
        let patch = ShiftPatch {
            status: Patch::Set(status),
            ..ShiftPatch::default()
        };
        let edit = shifts::edit(saved.id, version, &patch);
        version = manager.send(edit).await.ok().shift.version;
    }
    // Called on again, it breaks the rule again.
    let patch = ShiftPatch {
        status: Patch::Set(ShiftStatus::Draft),
        ..ShiftPatch::default()
    };
    let edit = shifts::edit(saved.id, version, &patch);
    manager.send(edit).await.refused(ProblemCode::LabourRule);
    // Given to nobody, it breaks nothing.
    let patch = ShiftPatch {
        person_id: Patch::Set(None),
        ..patch
    };
    manager
        .send(shifts::edit(saved.id, version, &patch))
        .await
        .ok();
}

/// A load-in, or a tour, has the longer day; and the mission says which it is.
#[actix_web::test]
async fn tours_have_longer_days() {
    let company = Company::new().await;
    let (house, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let tour = MissionIn {
        setting: Some(Setting::Tour),
        ..mission("Dom Juan")
    };
    let manager = &company.manager;
    let tour = manager.send(shared::missions::create(&tour)).await.ok();
    assert_eq!(tour.setting, Setting::Tour);
    block(&company).await;
    let day = |mission| ShiftIn {
        break_minutes: 30.try_into().unwrap(),
        ..show(mission, tech, ("24T08:00", "24T20:00"))
    };
    let refused = manager.send(shifts::create(&day(house))).await;
    refused.refused(ProblemCode::LabourRule);
    let saved = manager.send(shifts::create(&day(tour.id))).await.ok();
    assert_eq!(saved.breaches, []);
}

/// The hours of the weeks around are counted wherever the shifts are, cut at Sunday midnight.
#[actix_web::test]
async fn the_week_read_carries_the_hours_of_the_weeks_around() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let plan = async |start: &str, end: &str, rest: i64| {
        let input = ShiftIn {
            person_id: Some(tech),
            break_minutes: rest.try_into().unwrap(),
            ..shift(mission, start, end)
        };
        company.manager.send(shifts::create(&input)).await.ok()
    };
    plan("2026-11-24T09:00:00+01:00", "2026-11-24T17:00:00+01:00", 30).await;
    plan("2026-11-25T09:00:00+01:00", "2026-11-25T13:00:00+01:00", 0).await;
    // From Sunday to Monday, with the break in the longer part.
    plan("2026-11-22T22:00:00+01:00", "2026-11-23T06:00:00+01:00", 30).await;
    // Eleven weeks before and after, and the nights into the first of them.
    plan("2026-09-06T22:00:00+02:00", "2026-09-07T02:00:00+02:00", 0).await;
    plan("2027-02-10T09:00:00+01:00", "2027-02-10T12:00:00+01:00", 0).await;
    plan("2027-02-15T09:00:00+01:00", "2027-02-15T12:00:00+01:00", 0).await;
    // A night of the clock change has nine hours.
    plan("2026-10-24T22:00:00+02:00", "2026-10-25T06:00:00+01:00", 0).await;
    let read = board(&company.manager).await;
    let labour = read.labour.unwrap();
    assert_eq!(labour.first_week, "2026-09-07".parse().unwrap());
    let mut minutes = labour.weeks[0].minutes.clone();
    minutes.resize(23, 0);
    let mut expected = vec![0; 23];
    expected[0] = 120;
    expected[6] = 540;
    expected[10] = 120;
    expected[11] = 330 + 450 + 240;
    expected[22] = 180;
    assert_eq!((labour.weeks.len(), minutes), (1, expected));
    // The night is a part of the week; what began days before is told beside it.
    assert_eq!(read.shifts.len(), 3);
    assert_eq!(labour.around, []);
    let tech = board(&company.tech).await;
    assert_eq!(tech.labour, None, "planners alone");
}

/// What is in force on the day decides: a change of the rules holds from its day on.
#[actix_web::test]
async fn rules_hold_from_a_day_on() {
    let company = Company::new().await;
    let (song, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let from = |day: &str, daily_work| PolicyIn {
        limits: Limits {
            daily_work,
            ..Limits::default()
        },
        ..usual(day)
    };
    let admin = &company.admin;
    let first = admin
        .send(labour::create(&from("2026-11-01", 540)))
        .await
        .ok();
    let later = admin
        .send(labour::create(&from("2026-11-25", 300)))
        .await
        .ok();
    let taken = admin.send(labour::create(&from("2026-11-25", 301))).await;
    taken.refused(ProblemCode::PolicyDateTaken);
    let listed = company.manager.send(labour::list(&PageQuery::default()));
    let listed: Vec<_> = listed.await.ok().items.iter().map(|it| it.id).collect();
    assert_eq!(listed, [later.id, first.id]);

    let day = |day: &str| ShiftIn {
        break_minutes: 30.try_into().unwrap(),
        ..show(
            song,
            tech,
            (&format!("{day}T09:00"), &format!("{day}T15:00")),
        )
    };
    let manager = &company.manager;
    let before = manager.send(shifts::create(&day("24"))).await.ok();
    assert_eq!(before.breaches, []);
    let after = manager.send(shifts::create(&day("25"))).await.ok();
    let expected = [(Rule::DailyWork, Level::Warn, 330, 300)];
    assert_eq!(rules(&after.breaches), expected);

    let patch = PolicyPatch {
        effective_from: Patch::Set(first.policy.effective_from),
        ..PolicyPatch::default()
    };
    let onto = labour::edit(later.id, later.version, &patch);
    admin.send(onto).await.refused(ProblemCode::PolicyDateTaken);
    let stale = labour::edit(later.id, later.version.next(), &PolicyPatch::default());
    admin.send(stale).await.refused(ProblemCode::Stale);
    admin
        .send(labour::delete(later.id, later.version))
        .await
        .done();
    let again = manager.send(shifts::create(&day("26"))).await.ok();
    assert_eq!(again.breaches, [], "those before hold on");
}

/// Limits that make no sense are told where they stand.
#[actix_web::test]
async fn limits_are_checked() {
    let company = Company::new().await;
    let odd = PolicyIn {
        limits: Limits {
            short_rest: 12 * 60,
            ..Limits::default()
        },
        ..usual("2026-11-01")
    };
    let problem = company.admin.send(labour::create(&odd)).await;
    let problem = problem.refused(ProblemCode::Invalid);
    assert_eq!(problem.errors[0].pointer, "/limits/short_rest");
}

/// A check says what the save would, also of the kind of work, the break and the mission; and
/// of proposals that break a rule together.
#[actix_web::test]
async fn a_check_tells_broken_rules() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let manager = &company.manager;
    let stored = show(mission, tech, ("24T14:00", "24T20:00"));
    let stored = manager.send(shifts::create(&stored)).await.ok().shift;
    let proposal = |start: &str, end: &str| Proposal {
        shift_id: None,
        person_id: Some(tech),
        mission_id: Some(mission),
        kind: Some(ShiftKind::Montage),
        break_minutes: Some(30.try_into().unwrap()),
        start: at(start),
        end: at(end),
    };
    let morning = proposal("2026-11-24T08:00:00+01:00", "2026-11-24T13:30:00+01:00");
    let check = async |shifts: Vec<Proposal>| {
        let checked = manager.send(shifts::check(&CheckIn { shifts })).await.ok();
        let of = |it: shifts::Verdict| it.breaches;
        checked.verdicts.into_iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        check(vec![morning.clone()]).await,
        [vec![]],
        "a load-in has twelve hours"
    );
    let as_show = Proposal {
        kind: Some(ShiftKind::Spectacle),
        ..morning.clone()
    };
    let told = check(vec![as_show]).await.remove(0);
    assert_eq!(rules(&told), [(Rule::DailyWork, Level::Warn, 660, 600)]);
    assert_eq!(told[0].shift_ids, [stored.id], "the other has no id yet");
    let moved = Proposal {
        shift_id: Some(stored.id),
        mission_id: None,
        kind: None,
        break_minutes: None,
        ..proposal("2026-11-25T14:00:00+01:00", "2026-11-25T20:00:00+01:00")
    };
    let night = proposal("2026-11-25T23:00:00+01:00", "2026-11-26T03:00:00+01:00");
    let told = check(vec![moved, night]).await;
    let told: Vec<_> = told.iter().map(|it| rules(it)).collect();
    let no_break = (Rule::Pause, Level::Warn, 0, 20);
    assert_eq!(told, [vec![no_break], vec![]], "on another day now");
    let unknown = Proposal {
        mission_id: Some(MissionId::new()),
        ..morning
    };
    let input = CheckIn {
        shifts: vec![unknown],
    };
    let problem = manager.send(shifts::check(&input)).await;
    let problem = problem.refused(ProblemCode::Invalid);
    assert_eq!(problem.errors[0].pointer, "/shifts/0/mission_id");
}
