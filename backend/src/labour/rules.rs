use shared::id::{LabourPolicyId, OrgId, Version};
use shared::labour::{Policy, PolicyIn, PolicyOut, PolicyPatch};
use shared::problem::FieldError;
use shared::time::Instant;

/// The most rules that an organisation keeps: all of them are read with the planning.
pub(super) const MOST_POLICIES: u64 = 50;

/// Rules as they are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) id: LabourPolicyId,
    pub(super) org_id: OrgId,
    pub(super) policy: Policy,
    pub(super) version: Version,
    pub(super) created_at: Instant,
    pub(super) updated_at: Instant,
}

/// Rules as they begin.
pub(super) fn new(input: PolicyIn, org_id: OrgId, now: Instant) -> Result<Kept, FieldError> {
    let PolicyIn {
        effective_from,
        limits,
        levels,
    } = input;
    limits.check()?;
    Ok(Kept {
        id: LabourPolicyId::new(),
        org_id,
        policy: Policy {
            effective_from,
            limits,
            levels,
        },
        version: Version::FIRST,
        created_at: now,
        updated_at: now,
    })
}

/// Rules after a change.
pub(super) fn change(present: Kept, patch: PolicyPatch) -> Result<Kept, FieldError> {
    let PolicyPatch {
        effective_from,
        limits,
        levels,
    } = patch;
    let policy = Policy {
        effective_from: effective_from.over(present.policy.effective_from),
        limits: limits.over(present.policy.limits),
        levels: levels.over(present.policy.levels),
    };
    policy.limits.check()?;
    Ok(Kept { policy, ..present })
}

impl From<Kept> for PolicyOut {
    fn from(kept: Kept) -> Self {
        Self {
            id: kept.id,
            policy: kept.policy,
            version: kept.version,
        }
    }
}
