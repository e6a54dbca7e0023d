use crate::i18n::*;

/// How long a file is, in words.
pub(super) fn size(i18n: I18n, bytes: i32) -> String {
    const KILO: f64 = 1024.0;
    let kilobytes = f64::from(bytes) / KILO;
    if kilobytes < KILO {
        let number = format!("{:.0}", kilobytes.max(1.0));
        return t_string!(i18n, media.kilobytes, number = number).to_string();
    }
    let number = format!("{:.1}", kilobytes / KILO);
    let number = match i18n.get_locale() {
        Locale::fr => number.replace('.', ","),
        Locale::en => number,
    };
    t_string!(i18n, media.megabytes, number = number).to_string()
}
