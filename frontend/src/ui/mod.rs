//! The parts that pages are put together from: accessible, and dumb. They own no state of a
//! page; what a form sends, and what a page reads, the page says.
//!
//! Words come as `Signal<String>`, best made with [`crate::i18n::text`]; a closure that
//! answers words does as well.
//!
//! - A page begins with [`PageHead`], reads with [`Reading`] and shows what came with [`load`].
//! - What is pressed is a [`Button`], an [`IconButton`], or a [`Menu`] of links and buttons.
//! - A form is a [`FormState`] and a [`Form`] around [`TextField`], [`Password`],
//!   [`SelectField`], [`Choices`], [`CheckList`] and [`FileField`].
//! - Over the page open a [`Dialog`], a [`Drawer`] that minds what was typed, a [`Confirm`].
//! - Beside it: [`Toasts`], [`Badge`], [`Avatar`], [`EmptyState`], [`ErrorPanel`],
//!   [`Skeleton`], [`SecretOnce`].

mod badge;
mod banner;
mod button;
mod choice;
mod copy;
mod dialog;
mod field;
mod file_field;
mod focus;
mod form;
mod icon;
mod look;
mod menu;
mod page;
mod password;
mod reading;
mod states;
mod text_field;
mod toasts;
mod unsaved;

pub(crate) use badge::{Avatar, Badge, Tone};
pub(crate) use banner::OfflineBar;
pub(crate) use button::{Button, Does, IconButton, Look};
pub(crate) use choice::{CheckList, Choice, Choices, SelectField, toggle};
pub(crate) use copy::SecretOnce;
pub(crate) use dialog::{Confirm, Dialog, Drawer, Shape};
pub(crate) use file_field::FileField;
pub(crate) use focus::heading_focus;
pub(crate) use form::{Form, FormState, Sending};
pub(crate) use icon::{Glyph, Icon};
pub(crate) use look::{remembered_language, show_language, show_theme};
pub(crate) use menu::Menu;
pub(crate) use page::PageHead;
pub(crate) use password::{Password, Purpose};
pub(crate) use reading::{Reading, load};
pub(crate) use states::{EmptyState, ErrorPanel, Skeleton};
pub(crate) use text_field::{TextField, TextKind, typed};
pub(crate) use toasts::{Act, ToastList, Toasts};
pub(crate) use unsaved::guard_unsaved;
