//! How many checks passed and failed, over all that was run.

use std::ops::AddAssign;

use anyhow::Result;

/// A count of checks. Printed, it is the last line of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Those that passed.
    pub(crate) passed: u64,
    /// Those that failed.
    pub(crate) failed: u64,
}

impl Count {
    /// One check; why it failed is printed.
    pub(crate) fn one(what: &str, outcome: Result<()>) -> Self {
        match outcome {
            Ok(()) => Self {
                passed: 1,
                failed: 0,
            },
            Err(error) => {
                println!("{what}: {error:#}");
                Self {
                    passed: 0,
                    failed: 1,
                }
            }
        }
    }

    /// Adds what a line says that closes a run of libtest or, in the TAP form, of Node's test
    /// runner.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(result) = line.trim().strip_prefix("test result: ") {
            self.passed += before(result, " passed");
            self.failed += before(result, " failed");
        }
        let Some((word, number)) = line
            .strip_prefix("# ")
            .and_then(|rest| rest.split_once(' '))
        else {
            return;
        };
        let number = number.trim().parse().unwrap_or(0);
        match word {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            _ => {}
        }
    }

    /// What a run of tests comes to, given how it ended: one that broke before it could count a
    /// failure, or that ran nothing, is a failure itself.
    pub(crate) fn of_run(mut self, outcome: &Result<()>) -> Self {
        if let Err(error) = outcome {
            println!("{error:#}");
        }
        let ran_nothing = self.passed == 0;
        if self.failed == 0 && (outcome.is_err() || ran_nothing) {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number that stands before a word; 0 where the word is not said.
fn before(text: &str, word: &str) -> u64 {
    let Some((start, _)) = text.split_once(word) else {
        return 0;
    };
    let number = start.rsplit([' ', ';']).next();
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let mut count = Count::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out",
            "test some::story ... ok",
            "# tests 9",
            "# pass 7",
            "# fail 1",
            "# cancelled 1",
            "# skipped 0",
        ] {
            count.read(line);
        }
        assert_eq!(
            count,
            Count {
                passed: 22,
                failed: 4
            }
        );
        assert_eq!(count.to_string(), "22 passed, 4 failed");
    }

    #[test]
    fn a_run_that_broke_or_ran_nothing_is_a_failure() {
        let some = Count {
            passed: 3,
            failed: 0,
        };
        let broken = Err(anyhow::anyhow!("it fell over"));
        assert_eq!(some.of_run(&Ok(())), some);
        assert_eq!(some.of_run(&broken).failed, 1);
        assert_eq!(Count::default().of_run(&Ok(())).failed, 1);
        assert_eq!(
            Count {
                passed: 0,
                failed: 2
            }
            .of_run(&broken)
            .failed,
            2
        );
    }
}
