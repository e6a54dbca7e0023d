//! `cargo xtask bench`: how fast the week is read on each database, beside a handler that has
//! nothing to do but answer the same bytes; and what the web app weighs.

use std::fs;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::client::{Client, text};
use crate::command::{program, step};
use crate::load::{CLIENTS, MEASURED, Speed, measure};
use crate::place::built;
use crate::postgres::Cluster;
use crate::server::{Demo, Server, Setting, build_release, sqlite_in};
use crate::streams::{self, CHANGES, Reach, STREAMS};
use crate::{bundle, calendars, ending, rules, web};

/// The people of the measured week, and the days that each works.
const PEOPLE: usize = 60;
const DAYS: usize = 7;

/// The shifts of a week that is copied.
const PASTED: usize = 1000;

/// The week that is read.
const WEEK: &str = "/planning?from=2026-03-02T00:00:00Z&to=2026-03-09T00:00:00Z";

/// Measures, and prints what came of it.
pub(crate) fn bench() -> Result<ExitCode> {
    ending::on_interruption()?;
    web::build()?;
    build_release()?;
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start()?;
    let swept = folder.path().join("swept.json");
    let (mut lines, mut pastes, mut reaches) = (Vec::new(), Vec::new(), Vec::new());
    for (name, database) in [
        ("SQLite", &sqlite_in(folder.path())),
        ("PostgreSQL", &cluster.url),
    ] {
        let callboard = built("release", "callboard");
        let setting = Setting {
            program: &callboard,
            database,
            data: folder.path(),
            variables: &[
                ("CALLBOARD_RATE_PER_MINUTE", "100000000"),
                ("CALLBOARD_STREAMS_PER_PERSON", "1000"),
                ("RUST_LOG", "error"),
            ],
        };
        let demo = Demo::start(&setting)?;
        let client = Client::sign_in(&demo.server.base, &demo.account("ADMIN")?)?;
        let client = step("planning the week", || seed(client))?;
        let bytes = client.get(WEEK)?;
        let week = step(&format!("reading the week, {name}"), || {
            measure(&client, WEEK)
        })?;
        let file = folder.path().join("week.json");
        fs::write(&file, &bytes)?;
        fs::copy(&file, &swept)?;
        let bare = Server::start(program(built("release/examples", "bare")).arg(file))?;
        let client = client.at(&bare.base);
        let bare = step("reading the same bytes, bare", || measure(&client, WEEK))?;
        lines.push(line(name, bytes.len(), week));
        lines.push(line("bare handler", bytes.len(), bare));
        let client = client.at(&demo.server.base);
        let times = step("pasting a week", || paste(&client))?;
        let reach = step(&format!("telling {STREAMS} listeners"), || {
            streams::measure(&client, WEEK, demo.server.process)
        })?;
        reaches.push(reach_line(name, reach));
        pastes.push(format!("{name:>14} {:>11.0} {:>9.0}", times.0, times.1));
    }
    print(&lines);
    print_pastes(&pastes);
    print_reaches(&reaches);
    calendars::measure(folder.path())?;
    rules::bench(&swept)?;
    bundle::weigh()?;
    Ok(ExitCode::SUCCESS)
}

fn print(lines: &[String]) {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "a week of {PEOPLE} people and {} shifts, read by {CLIENTS} clients for {} s; \
         clients and server share {processors} processors",
        PEOPLE * DAYS,
        MEASURED.as_secs(),
    );
    println!(
        "{:>14} {:>8} {:>11} {:>9} {:>9}",
        "", "bytes", "requests/s", "p50 ms", "p95 ms"
    );
    for line in lines {
        println!("{line}");
    }
}

fn reach_line(name: &str, reach: Reach) -> String {
    let memory = reach.memory.map(|bytes| format!("{:.1}", megabytes(bytes)));
    format!(
        "{name:>14} {:>8.1} {:>8.1} {:>8.1} {:>9}",
        milliseconds(reach.half),
        milliseconds(reach.most),
        milliseconds(reach.all),
        memory.unwrap_or_default()
    )
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Bytes as megabytes, to a tenth.
fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 100_000).unwrap_or(u32::MAX)) / 10.0
}

fn print_pastes(lines: &[String]) {
    println!("a week of {PASTED} shifts copied onto another, once");
    println!("{:>14} {:>11} {:>9}", "", "dry run ms", "paste ms");
    for line in lines {
        println!("{line}");
    }
}

fn print_reaches(lines: &[String]) {
    println!("a change of one shift, told to {STREAMS} listeners, {CHANGES} times");
    println!(
        "{:>14} {:>8} {:>8} {:>8} {:>9}",
        "", "p50 ms", "p95 ms", "all ms", "memory MB"
    );
    for line in lines {
        println!("{line}");
    }
}

fn line(name: &str, bytes: usize, speed: Speed) -> String {
    format!(
        "{name:>14} {bytes:>8} {:>11.0} {:>9.2} {:>9.2}",
        speed.per_second,
        milliseconds(speed.half),
        milliseconds(speed.most)
    )
}

/// Plans the week in an organisation of its own, through the public API.
fn seed(client: Client) -> Result<Client> {
    let org = client.post("/orgs", &json!({"name": "Bench"}))?;
    let client = client.in_org(text(&org, "/id")?);
    let mission = json!({"title": "Carmen", "hue": "blue", "starts_on": "2026-03-02"});
    let mission = text(&client.post("/missions", &mission)?, "/id")?;
    let mut teams = Vec::new();
    for name in ["Lights", "Sound", "Stage", "Costumes"] {
        teams.push(text(
            &client.post("/teams", &json!({"name": name}))?,
            "/id",
        )?);
    }
    for (number, team) in (0..PEOPLE).zip(teams.iter().cycle()) {
        let person = client.post("/users", &person(number, team))?;
        let person = text(&person, "/id")?;
        for day in 0..DAYS {
            client.post("/shifts", &shift(&mission, team, &person, day))?;
        }
    }
    Ok(client)
}

fn person(number: usize, team: &str) -> Value {
    json!({
        "email": format!("person{number}@example.org"),
        "name": format!("Person {number}"),
        "role": "TECH",
        "team_ids": [team],
    })
}

/// A call of an hour after the day's.
fn evening(mission: &str, person: &str, day: usize, hour: usize) -> Value {
    let date = format!("2026-03-{:02}", day + 2);
    json!({
        "mission_id": mission,
        "person_id": person,
        "role": "Service",
        "kind": "AUTRE",
        "start": format!("{date}T{hour}:00:00Z"),
        "end": format!("{date}T{hour}:50:00Z"),
    })
}

fn shift(mission: &str, team: &str, person: &str, day: usize) -> Value {
    let date = format!("2026-03-{:02}", day + 2);
    json!({
        "mission_id": mission,
        "team_id": team,
        "person_id": person,
        "role": "Regie",
        "kind": "SPECTACLE",
        "start": format!("{date}T12:00:00Z"),
        "end": format!("{date}T20:00:00Z"),
        "break_minutes": 45,
        "status": "PUBLISHED",
    })
}

/// Fills the week up, copies it onto another, and answers how long the telling and the doing
/// took, in milliseconds.
fn paste(client: &Client) -> Result<(f64, f64)> {
    let planning = client.read(WEEK)?;
    let mission = text(&planning, "/missions/0/id")?;
    let people = planning.get("people").and_then(Value::as_array);
    let people = people.context("no people in the planning")?;
    let evenings = (21..24).flat_map(|hour| (0..DAYS).map(move |day| (hour, day)));
    let places = evenings.flat_map(|evening| people.iter().map(move |person| (evening, person)));
    for ((hour, day), person) in places.take(PASTED - PEOPLE * DAYS) {
        let input = evening(&mission, &text(person, "/id")?, day, hour);
        client.post("/shifts", &input)?;
    }
    let input = |dry: Value| json!({"from": "2026-03-02", "to": "2026-04-06", "dry_run": dry});
    let told = timed(client, &input(json!(true)))?;
    Ok((told, timed(client, &input(json!(false)))?))
}

/// How long a paste of the whole week takes, in milliseconds.
fn timed(client: &Client, input: &Value) -> Result<f64> {
    let begun = Instant::now();
    let answer = client.post("/planning/paste", input)?;
    let took = begun.elapsed();
    let all = answer.get("created") == Some(&json!(PASTED));
    anyhow::ensure!(all, "not every shift was copied");
    Ok(took.as_secs_f64() * 1000.0)
}
