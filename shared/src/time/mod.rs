//! Time, in two kinds that do not mix: instants inside, civil time at the edges.
//!
//! An [`Instant`] is a point on the world's line, in UTC. A [`Day`] and a wall clock are
//! what people read and write, and mean nothing without a [`Zone`]. Civil time becomes an
//! instant in [`Zone::resolve`] and nowhere else.

mod day;
mod instant;
mod local;
mod month;
mod slot;
mod week;
mod weekday;
mod zone;

pub use day::Day;
pub use instant::{BadTime, Instant};
pub use local::LocalTime;
pub use month::Month;
pub use slot::{EmptySlot, Slot, Window, WindowError};
pub use week::IsoWeek;
pub use weekday::{NoWeekday, Weekday, Weekdays};
pub use zone::{Pass, Resolved, UnknownZone, Wall, Zone};
