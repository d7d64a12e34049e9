//! What every handler is given, and the one place where all routes are mounted.

use crate::applications::Road;
use crate::auth::password::Passwords;
use crate::clock::{Clock, Random};
use crate::gateways::{self, Gateways};
use crate::keys::Keys;
use crate::settings::{Settings, read_trust_anchors};
use crate::store::{Limits, Store};
use crate::turns::Turns;
use crate::{applications, auth, http};
use aide::axum::ApiRouter;
use axum::Router;
use shared::texts::{Language, Texts};
use signing::Anchors;
use std::ops::Deref;
use std::sync::Arc;

/// The server's parts; a copy is the same server.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// See [`App`].
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Clients of the outside systems.
    pub gateways: Gateways,
    /// The clock: no rule asks another.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Settings.
    pub settings: Settings,
    /// The words in each language.
    pub texts: Words,
    /// The server's secrets.
    pub keys: Keys,
    /// The password hasher.
    pub passwords: Passwords,
    /// The certificates of the certification authority.
    pub trust: Anchors,
    /// Where signatures are verified, a few at once.
    pub verifications: Turns,
    /// The authority's lists of revoked certificates.
    pub lists: gateways::lists::Lists,
    /// What only the road of the applications needs: the press.
    pub road: Road,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// The words of all languages.
pub struct Words([Texts; 3]);

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &Texts {
        &self.0[language as usize]
    }
}

impl App {
    /// Opens the database and the keys and reads what the server needs. It asks no outside system: the cabinet starts
    /// while they are silent.
    ///
    /// # Errors
    /// One line that says what is wrong.
    pub fn open(settings: Settings, clock: Clock, random: Random) -> Result<Self, String> {
        Self::open_with(settings, clock, random, Limits::default())
    }

    /// The same with other limits of the store.
    ///
    /// # Errors
    /// One line that says what is wrong.
    pub fn open_with(settings: Settings, clock: Clock, random: Random, limits: Limits) -> Result<Self, String> {
        http::pages::check(&settings.dist)?;
        let trust_anchors = read_trust_anchors(&settings.trust_anchors)?;
        let trust = Anchors::from_pem(trust_anchors.join("\n").as_bytes());
        let trust = trust.map_err(|error| format!("TRUST_ANCHORS: {error}"))?;
        let road = Road::open()?;
        let keys = Keys::open(&settings, &random)?;
        let store = Store::open(&settings.database, limits, keys.audit())
            .map_err(|error| format!("DATABASE {}: {error}", settings.database.display()))?;
        let gateways = Gateways::new(&settings, &clock)?;
        let passwords = Passwords::new(&keys);
        let texts = Words(Language::ALL.map(Texts::of));
        let verifications = Turns::on_spare_cores();
        let lists = gateways::lists::Lists::open(&settings, &trust)?;
        let parts = Parts {
            store,
            gateways,
            clock,
            random,
            settings,
            texts,
            keys,
            passwords,
            trust,
            verifications,
            lists,
            road,
        };
        Ok(Self(Arc::new(parts)))
    }

    /// Everything that the server answers.
    pub fn router(&self) -> Router {
        http::serve(self, mount())
    }
}

/// The description of the API, OpenAPI 3.1 as JSON. `GET /api/openapi.json`
#[must_use]
pub fn description() -> String {
    http::describe::finish(mount()).1
}

/// Every route of the API with its description.
fn mount() -> ApiRouter<App> {
    // Before the first route: it begins a new collection of schemas.
    aide::generate::extract_schemas(true);
    ApiRouter::new().merge(http::pages::routes()).merge(auth::routes()).merge(applications::routes())
}
