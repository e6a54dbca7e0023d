//! Labour rules in bulk acts: a pasted week is told what it breaks, and what blocks is left out
//! unless it is meant.

use shared::labour::{Level, Rule};
use shared::planning::judge::{RowChoice, RowOutcome, RowVerdict};
use shared::planning::paste::{self, Chosen, PasteIn, PasteOut};
use shared::shifts::{self, ShiftIn};

use super::{because, block, board, rules, show};
use crate::missions::song;
use crate::operations::last_week;
use crate::support::Company;

fn rows(out: &PasteOut) -> Vec<(RowVerdict, RowOutcome)> {
    let rows = out.rows.iter();
    rows.map(|row| (row.judged.verdict, row.judged.outcome))
        .collect()
}

#[actix_web::test]
async fn a_pasted_week_is_held_to_the_rules() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await.id, company.tech.id().await);
    let manager = &company.manager;
    let long = |day: &str| ShiftIn {
        break_minutes: 30.try_into().unwrap(),
        ..show(
            mission,
            tech,
            (&format!("{day}T08:00"), &format!("{day}T19:00")),
        )
    };
    let monday = manager.send(shifts::create(&long("16"))).await.ok().shift;
    let tuesday = manager.send(shifts::create(&long("17"))).await.ok().shift;

    let dry = PasteIn {
        dry_run: true,
        ..last_week()
    };
    let told = manager.send(paste::paste(&dry)).await.ok();
    let created = (RowVerdict::BreaksARule, RowOutcome::Created);
    assert_eq!(rows(&told), [created, created], "a warning is only told");
    let expected = [(Rule::DailyWork, Level::Warn, 630, 600)];
    assert_eq!(rules(&told.rows[0].judged.breaches), expected);
    assert_eq!(told.rows[0].judged.breaches[0].shift_ids, []);

    block(&company).await;
    let told = manager.send(paste::paste(&dry)).await.ok();
    let skipped = (RowVerdict::BreaksARule, RowOutcome::Skipped);
    assert_eq!(rows(&told), [skipped, skipped]);
    let choice = |shift_id, choice| Chosen { shift_id, choice };
    let chosen = PasteIn {
        choices: vec![
            choice(monday.id, RowChoice::Anyway),
            choice(tuesday.id, RowChoice::Unassign),
        ],
        ..last_week()
    };
    let told = manager.send(paste::paste(&PasteIn {
        dry_run: true,
        ..chosen.clone()
    }));
    let unassigned = (RowVerdict::BreaksARule, RowOutcome::Unassigned);
    assert_eq!(
        rows(&told.await.ok()),
        [skipped, unassigned],
        "no reason was given"
    );
    let meant = PasteIn {
        override_rules: because("Accord d'entreprise"),
        ..chosen
    };
    let done = manager.send(paste::paste(&meant)).await.ok();
    assert_eq!(rows(&done), [created, unassigned]);
    let pasted = board(manager).await.shifts;
    let reasons: Vec<_> = pasted.iter().map(|it| it.rules_reason.is_some()).collect();
    assert_eq!(reasons, [true, false]);
}
