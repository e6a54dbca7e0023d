//! Operations: the bulk acts of the organisation, what each did, and the undoing of one.

mod detail;
mod list;
mod undo;
mod words;

pub(crate) use detail::OperationPage;
pub(crate) use list::OperationsPage;
pub(crate) use undo::UndoButton;
