/// The address as a way to a page of the web app, if it is one: a path under `/app/` of this
/// very server, whoever made it. Signing in leads nowhere else (open redirects, CWE-601).
#[must_use]
pub fn own_page(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let straight = !path.contains("//") && !path.split('/').any(|part| part == "..");
    let plain = !address.chars().any(|c| c.is_control() || c == '\\');
    (path.starts_with("/app/") && straight && plain).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_pages_of_the_app_only() {
        for own in ["/app/profile", "/app/o/lac/planning?view=week&q=a//b"] {
            assert_eq!(own_page(own), Some(own));
        }
        for foreign in [
            "",
            "/",
            "/docs",
            "app/profile",
            "https://elsewhere.example/app/",
            "//elsewhere.example/app/",
            "/app//elsewhere.example",
            "/app/../docs",
            "/app/\\elsewhere.example",
            "/app/\tprofile",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_page(foreign), None, "{foreign}");
        }
    }
}
