//! Which kinds of payment go together (R-118…R-124).

use super::*;

/// One way of being paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combination {
    /// The kinds of savings it is for.
    pub contributions: &'static [Contribution],
    /// Ground.
    pub ground: PaymentGround,
    /// Periodicity.
    pub frequency: Frequency,
    /// Partial or full.
    pub scope: PaymentScope,
    /// May the person ask for a fixed amount?
    pub fixed: bool,
    /// Only for savings up to the threshold under which they are paid at once.
    pub small_savings_only: bool,
}

const COMPULSORY: &[Contribution] = &[Contribution::Mandatory, Contribution::Occupational];
const VOLUNTARY: &[Contribution] = &[Contribution::Voluntary];

/// Every way there is. Payments by schedule are monthly only: compulsory savings above the threshold.
pub const COMBINATIONS: [Combination; 10] = {
    use Frequency::{Monthly, OneOff};
    use PaymentGround::{Age, Disability};
    use PaymentScope::{Full, Partial};
    [
        row(COMPULSORY, Disability, Monthly, Full, false, false),
        row(COMPULSORY, Disability, OneOff, Full, false, true),
        row(VOLUNTARY, Age, Monthly, Partial, true, false),
        row(VOLUNTARY, Age, Monthly, Full, true, false),
        row(VOLUNTARY, Age, OneOff, Partial, true, false),
        row(VOLUNTARY, Age, OneOff, Full, false, false),
        row(VOLUNTARY, Disability, Monthly, Partial, true, false),
        row(VOLUNTARY, Disability, Monthly, Full, true, false),
        row(VOLUNTARY, Disability, OneOff, Partial, true, false),
        row(VOLUNTARY, Disability, OneOff, Full, false, false),
    ]
};

const fn row(
    contributions: &'static [Contribution],
    ground: PaymentGround,
    frequency: Frequency,
    scope: PaymentScope,
    fixed: bool,
    small_savings_only: bool,
) -> Combination {
    Combination { contributions, ground, frequency, scope, fixed, small_savings_only }
}

/// What the block «Төлемдер» goes by: the chosen account and what the person is entitled to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaymentFacts {
    /// The chosen account; without it nothing is on offer.
    pub account: Option<PensionAccount>,
    /// Grounds the person has for savings of this kind.
    pub entitled: Vec<PaymentGround>,
    /// Service regions.
    pub regions: Vec<Region>,
    /// Savings up to this amount are paid at once, tenge.
    pub lump_threshold: Money,
}

impl PaymentFacts {
    /// For an account of this person.
    #[must_use]
    pub fn new(facts: &PensionPaymentFacts, account: Option<&PensionAccount>) -> Self {
        Self {
            account: account.cloned(),
            entitled: account.map_or_else(Vec::new, |account| facts.grounds(account.contribution)),
            regions: facts.regions.clone(),
            lump_threshold: facts.lump_threshold,
        }
    }

    /// Ways of being paid that fit the account, the grounds and what is chosen already.
    fn ways<'s>(&'s self, form: &'s PaymentForm) -> impl Iterator<Item = &'static Combination> + 's {
        COMBINATIONS.iter().filter(move |way| {
            self.account.as_ref().is_some_and(|account| {
                way.contributions.contains(&account.contribution)
                    && (!way.small_savings_only || account.balance <= self.lump_threshold)
            }) && self.entitled.contains(&way.ground)
                && form.ground.is_none_or(|ground| ground == way.ground)
                && form.frequency.is_none_or(|frequency| frequency == way.frequency)
                && form.scope.is_none_or(|scope| scope == way.scope)
        })
    }

    /// Kinds of payment on offer.
    #[must_use]
    pub fn grounds(&self) -> Vec<PaymentGround> {
        distinct(self.ways(&PaymentForm::default()).map(|way| way.ground))
    }

    /// Periodicities on offer for the chosen kind.
    #[must_use]
    pub fn frequencies(&self, form: &PaymentForm) -> Vec<Frequency> {
        let ground = form.ground.filter(|ground| self.grounds().contains(ground));
        distinct(self.ways(&PaymentForm { ground, ..PaymentForm::default() }).map(|way| way.frequency))
    }

    /// Types on offer for the chosen kind and periodicity.
    #[must_use]
    pub fn scopes(&self, form: &PaymentForm) -> Vec<PaymentScope> {
        let ground = form.ground.filter(|ground| self.grounds().contains(ground));
        let frequency = form.frequency.filter(|frequency| self.frequencies(form).contains(frequency));
        distinct(self.ways(&PaymentForm { ground, frequency, ..PaymentForm::default() }).map(|way| way.scope))
    }

    /// May a fixed amount be ticked for what is chosen?
    #[must_use]
    pub fn fixed_is_offered(&self, form: &PaymentForm) -> bool {
        let chosen = form.ground.is_some() && form.frequency.is_some() && form.scope.is_some();
        chosen && self.ways(form).any(|way| way.fixed)
    }

    /// Is the amount typed in: for a part of the savings, or a fixed amount? Else it is shown or reckoned.
    #[must_use]
    pub fn amount_is_asked(&self, form: &PaymentForm) -> bool {
        let chosen = form.ground.is_some() && form.frequency.is_some();
        let partial = form.scope == Some(PaymentScope::Partial) && chosen && self.ways(form).next().is_some();
        partial || self.is_fixed(form)
    }

    /// Is the tick for a fixed amount on offer and set? A tick that other answers hide is not read.
    #[must_use]
    pub fn is_fixed(&self, form: &PaymentForm) -> bool {
        form.fixed && self.fixed_is_offered(form)
    }

    /// What is shown where no amount is typed in: all savings, or nothing where the Fund reckons the monthly amount.
    #[must_use]
    pub fn amount_shown(&self, form: &PaymentForm) -> Option<Money> {
        let account = self.account.as_ref()?;
        let reckoned = form.frequency == Some(Frequency::Monthly) && !self.fixed_is_offered(form);
        if reckoned { None } else { Some(account.balance) }
    }
}

impl PaymentForm {
    /// Chooses where only one thing is on offer; what is answered already stays.
    pub fn settle(&mut self, facts: &PaymentFacts) {
        self.ground = self.ground.or(only(&facts.grounds()));
        self.frequency = self.frequency.or(only(&facts.frequencies(self)));
        self.scope = self.scope.or(only(&facts.scopes(self)));
    }
}

/// The one thing there is.
fn only<T: Copy>(things: &[T]) -> Option<T> {
    if let [one] = things { Some(*one) } else { None }
}

fn distinct<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for thing in things {
        if !all.contains(&thing) {
            all.push(thing);
        }
    }
    all
}
