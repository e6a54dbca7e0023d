//! Who is signed in, and what they may do here.
//!
//! Three contexts, each for a part of the page tree: [`Entrance`] for all of it, [`Person`]
//! where somebody is signed in, [`Session`] on the pages of an organisation.

use leptos::prelude::*;
use shared::access::{Capability, Role, allows};
use shared::auth::{self, MeOut, MembershipOut, ProfileOut, Shortcuts, TokenOut};
use shared::id::{OrgId, UserId};
use shared::orgs::OrgOut;
use shared::problem::ProblemCode;
use shared::time::Zone;

use crate::clock;
use crate::http::{self, Failure};

/// Whether somebody is signed in.
#[derive(Clone, PartialEq)]
pub(crate) enum Standing {
    /// Not known yet: the server is being asked.
    Unknown,
    /// Nobody is.
    Out(Why),
    /// This person is, as they were when they came in.
    In(Box<MeOut>, How),
    /// The server could not say.
    Failed(Failure),
}

/// Why nobody is signed in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// They wanted to leave.
    Left,
    /// There was no session, or it is over: they may want to go on where they are.
    Over,
}

/// How somebody came in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// They still were.
    Resumed,
    /// They signed in on a page before this one.
    Entered,
}

/// The way in and out. Everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Entrance {
    standing: RwSignal<Standing>,
}

impl Entrance {
    /// Before anything is known.
    pub(crate) fn new() -> Self {
        Self {
            standing: RwSignal::new(Standing::Unknown),
        }
    }

    /// Whether somebody is signed in.
    pub(crate) fn standing(self) -> Signal<Standing> {
        self.standing.into()
    }

    /// Asks the server whether this browser is signed in still.
    pub(crate) async fn resume(self) {
        let standing = match http::renew().await {
            Ok(_) => me(How::Resumed).await,
            Err(failure) => failed(failure),
        };
        self.standing.set(standing);
    }

    /// Comes in with the token that signing in gave.
    pub(crate) async fn enter(self, token: TokenOut) {
        http::keep(Some(token));
        let standing = me(How::Entered).await;
        self.standing.set(standing);
    }

    /// Goes out: the session is over.
    pub(crate) fn leave(self, why: Why) {
        http::keep(None);
        http::select(None);
        crate::media::forget();
        self.standing.set(Standing::Out(why));
    }
}

async fn me(how: How) -> Standing {
    match http::send(auth::me()).await {
        Ok(answer) => {
            clock::set(answer.body.now);
            Standing::In(Box::new(answer.body), how)
        }
        Err(failure) => failed(failure),
    }
}

fn failed(failure: Failure) -> Standing {
    match failure.code() {
        Some(ProblemCode::Unauthenticated) => Standing::Out(Why::Over),
        _ => Standing::Failed(failure),
    }
}

/// Who is signed in. On every page but signing in and using a link.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    me: RwSignal<MeOut>,
}

impl Person {
    /// Somebody who has just come in.
    pub(crate) fn new(me: MeOut) -> Self {
        Self {
            me: RwSignal::new(me),
        }
    }

    /// Their profile. Follows changes.
    pub(crate) fn profile(self) -> ProfileOut {
        self.me.with(|me| me.profile.clone())
    }

    /// Their profile as it is now.
    pub(crate) fn profile_now(self) -> ProfileOut {
        self.me.with_untracked(|me| me.profile.clone())
    }

    /// The organisations they are in, by name. Follows changes.
    pub(crate) fn memberships(self) -> Vec<MembershipOut> {
        self.me.with(|me| me.memberships.clone())
    }

    /// The membership of the organisation with this name in addresses. Follows changes.
    pub(crate) fn membership(self, slug: &str) -> Option<MembershipOut> {
        self.me.with(|me| {
            let mut memberships = me.memberships.iter();
            memberships
                .find(|one| one.org.slug.as_str() == slug)
                .cloned()
        })
    }

    /// Where the app begins for them: their default organisation, or the first of theirs.
    /// Follows changes.
    pub(crate) fn home(self) -> Option<OrgOut> {
        self.me.with(|me| {
            let default = me.profile.default_org_id;
            let mut memberships = me.memberships.iter();
            let chosen = memberships.find(|one| Some(one.org.id) == default);
            chosen.or(me.memberships.first()).map(|one| one.org.clone())
        })
    }

    /// Whether they may create an organisation: an ADMIN of any may. Follows changes.
    pub(crate) fn may_create_org(self) -> bool {
        self.me.with(|me| {
            let mut memberships = me.memberships.iter();
            memberships.any(|one| allows(one.role, Capability::OrgCreate))
        })
    }

    /// Takes over a profile as the server has saved it.
    pub(crate) fn set_profile(self, profile: ProfileOut) {
        self.me.update(|me| me.profile = profile);
    }

    /// Takes over an organisation's settings as the server has saved them.
    pub(crate) fn set_org(self, org: OrgOut) {
        self.me.update(|me| {
            let mut memberships = me.memberships.iter_mut();
            if let Some(membership) = memberships.find(|one| one.org.id == org.id) {
                membership.org = org;
            }
        });
    }

    /// Asks the server again who this is: after an organisation was created or left.
    pub(crate) async fn read_again(self) -> Result<(), Failure> {
        let me = http::send(auth::me()).await?.body;
        clock::set(me.now);
        self.me.set(me);
        Ok(())
    }
}

/// Who is signed in, in the organisation of the page. A page lives with one role in one
/// organisation with one zone: when any of them changes, it begins anew.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Session {
    person: Person,
    org: OrgId,
    role: Role,
    zone: Zone,
}

impl PartialEq for Person {
    fn eq(&self, other: &Self) -> bool {
        self.me == other.me
    }
}

impl Session {
    /// A person in one of their organisations.
    pub(crate) fn new(person: Person, membership: &MembershipOut) -> Self {
        Self {
            person,
            org: membership.org.id,
            role: membership.role,
            zone: membership.org.zone,
        }
    }

    /// Who is signed in.
    pub(crate) fn person(self) -> Person {
        self.person
    }

    /// Their profile as it is now.
    pub(crate) fn me(self) -> ProfileOut {
        self.person.profile_now()
    }

    /// Their account.
    pub(crate) fn id(self) -> UserId {
        self.person.me.with_untracked(|me| me.profile.id)
    }

    /// The organisation that requests are for.
    pub(crate) fn org_id(self) -> OrgId {
        self.org
    }

    /// Whether they may do this here.
    pub(crate) fn may(self, capability: Capability) -> bool {
        allows(self.role, capability)
    }

    /// Where the days of the organisation begin and end.
    pub(crate) fn zone(self) -> Zone {
        self.zone
    }

    /// Whether single letters act in the planning grid, as it is now.
    pub(crate) fn shortcuts(self) -> Shortcuts {
        self.person.me.with_untracked(|me| me.profile.shortcuts)
    }

    /// The organisation. Follows changes; none once it is left.
    pub(crate) fn org(self) -> Option<OrgOut> {
        self.person.me.with(|me| self.org_of(me))
    }

    /// The organisation as it is now; none once it is left.
    pub(crate) fn org_now(self) -> Option<OrgOut> {
        self.person.me.with_untracked(|me| self.org_of(me))
    }

    fn org_of(self, me: &MeOut) -> Option<OrgOut> {
        let mut memberships = me.memberships.iter();
        let found = memberships.find(|one| one.org.id == self.org);
        found.map(|one| one.org.clone())
    }

    /// The organisation's name. Follows changes.
    pub(crate) fn org_name(self) -> String {
        self.org()
            .map(|org| org.name.to_string())
            .unwrap_or_default()
    }

    /// The address of a page of the organisation: `path("missions")`.
    pub(crate) fn path(self, page: &str) -> String {
        match self.org_now() {
            Some(org) => format!("/app/o/{}/{page}", org.slug),
            None => "/app".to_owned(),
        }
    }
}
