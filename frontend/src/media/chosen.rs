//! A file that somebody chose, dropped or pasted.

use send_wrapper::SendWrapper;
use web_sys::{DataTransfer, File, Url};

/// The file, and an address of it for this page alone, for as long as it is chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) file: SendWrapper<File>,
    pub(super) address: String,
}

impl Chosen {
    /// The file, if the browser can show it.
    pub(super) fn of(file: File) -> Option<Self> {
        let address = Url::create_object_url_with_blob(&file).ok()?;
        Some(Self {
            file: SendWrapper::new(file),
            address,
        })
    }

    /// Lets go of the address.
    pub(super) fn let_go(&self) {
        // One that is not known any more is let go.
        let _ = Url::revoke_object_url(&self.address);
    }
}

/// The first file that was dropped or pasted.
pub(super) fn first(transfer: Option<DataTransfer>) -> Option<File> {
    transfer?.files()?.get(0)
}
