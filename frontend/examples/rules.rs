//! The sweep of `shared/examples/rules.rs` in wasm: the week is the global `week`, and what came
//! of it becomes the global `told`.

#[path = "../../shared/examples/sweep/mod.rs"]
mod sweep;

use web_sys::js_sys::{Date, Reflect, global};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let week = Reflect::get(&global(), &"week".into()).ok();
    let week = week.and_then(|week| week.as_string()).ok_or("no week")?;
    let board = sweep::board(&week)?;
    let begun = Date::now();
    let mut found = Vec::new();
    for _ in 0..sweep::ROUNDS {
        found = sweep::sweep(std::hint::black_box(&board));
    }
    let took = (Date::now() - begun) / f64::from(sweep::ROUNDS);
    let told = serde_json::json!({ "milliseconds": took, "found": found }).to_string();
    Reflect::set(&global(), &"told".into(), &told.into()).map_err(|_| "nothing can be told")?;
    Ok(())
}
