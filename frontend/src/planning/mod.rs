//! The planning: who works where and when, to read and to plan.
//!
//! The pure side is [`shared::planning`]: what a week holds, where a shift is drawn, what is
//! wrong with it, where it goes when it is carried. This side shows it and listens.
//! [`page`] puts the page together around one [`store`]; [`read`] fills it from the server;
//! [`grid`], [`day`], [`list`] and [`agenda`] draw it; [`clicks`], [`keys`] and [`drag`]
//! listen. Whatever they ask for, a shift changes in [`act`] alone, and comes to another
//! cell in [`carry`] alone.

mod act;
mod address;
mod agenda;
mod bulk;
mod bulk_questions;
mod carry;
mod cell;
mod chip;
mod clicks;
mod clipboard;
mod dates;
mod day;
mod drag;
mod drawer;
mod fields;
mod filters;
mod form;
mod grid;
mod hover;
pub(crate) mod judged;
mod key_help;
mod keys;
mod list;
mod live;
mod menu;
mod moments;
mod page;
mod paste;
mod print;
mod publish;
mod questions;
mod read;
mod refusals;
mod selecting;
mod series;
mod sheet;
mod spots;
mod stale;
mod store;
mod times;
mod toolbar;
mod undo;
mod words;

pub(crate) use bulk_questions::PlanningQuestion;
pub(crate) use page::PlanningPage;
pub(crate) use paste::{PastePage, Run, week_day};
pub(crate) use print::PrintPage;
pub(crate) use publish::PublishPage;
