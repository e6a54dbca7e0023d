//! Calendars: files become shifts, published shifts become a subscription.

mod feed_dialogs;
mod feeds;
mod import;
mod page;
mod report;
mod words;

pub(crate) use page::CalendarPage;
