//! Cities abroad that are named without their country.
//!
//! ```text
//!  "Paris" ─► FR      "Hyderabad, IN" ─► IN, as India      "Dublin, OH" ─► its state says more      "Springfield" ─► none
//! ```
//!
//! The cities are those that stand alone in the datelines of the Associated Press Stylebook, other capitals and large
//! cities where employers of the United States hire, and towns beside their forces' bases.

use super::names::compact;

/// As compared, in order: name, and its country's ISO 3166-1 code.
const CITIES: &[(&str, &str)] = &[
    ("amsterdam", "NL"),
    ("ansbach", "DE"),
    ("athens", "GR"),
    ("auckland", "NZ"),
    ("baghdad", "IQ"),
    ("bangalore", "IN"),
    ("bangkok", "TH"),
    ("barcelona", "ES"),
    ("batumi", "GE"),
    ("beijing", "CN"),
    ("beirut", "LB"),
    ("belgrade", "RS"),
    ("bengaluru", "IN"),
    ("berlin", "DE"),
    ("bogota", "CO"),
    ("brussels", "BE"),
    ("bucharest", "RO"),
    ("budapest", "HU"),
    ("buenosaires", "AR"),
    ("calgary", "CA"),
    ("capetown", "ZA"),
    ("casablanca", "MA"),
    ("chennai", "IN"),
    ("copenhagen", "DK"),
    ("delhi", "IN"),
    ("doha", "QA"),
    ("dubai", "AE"),
    ("dublin", "IE"),
    ("edinburgh", "GB"),
    ("edmonton", "CA"),
    ("frankfurt", "DE"),
    ("geneva", "CH"),
    ("glasgow", "GB"),
    ("guadalajara", "MX"),
    ("gurgaon", "IN"),
    ("gurugram", "IN"),
    ("hamburg", "DE"),
    ("havana", "CU"),
    ("helsinki", "FI"),
    ("hochiminhcity", "VN"),
    ("hongkong", "HK"),
    ("hyderabad", "IN"),
    ("islamabad", "PK"),
    ("istanbul", "TR"),
    ("jakarta", "ID"),
    ("jerusalem", "IL"),
    ("johannesburg", "ZA"),
    ("kaiserslautern", "DE"),
    ("karachi", "PK"),
    ("kolkata", "IN"),
    ("krakow", "PL"),
    ("kualalumpur", "MY"),
    ("kyiv", "UA"),
    ("lagos", "NG"),
    ("lahore", "PK"),
    ("lisbon", "PT"),
    ("london", "GB"),
    ("luxembourg", "LU"),
    ("madrid", "ES"),
    ("manila", "PH"),
    ("medellin", "CO"),
    ("mexicocity", "MX"),
    ("milan", "IT"),
    ("mississauga", "CA"),
    ("monterrey", "MX"),
    ("montreal", "CA"),
    ("moscow", "RU"),
    ("mumbai", "IN"),
    ("munich", "DE"),
    ("nairobi", "KE"),
    ("newdelhi", "IN"),
    ("noida", "IN"),
    ("okinawa", "JP"),
    ("osaka", "JP"),
    ("oslo", "NO"),
    ("ottawa", "CA"),
    ("paris", "FR"),
    ("prague", "CZ"),
    ("pune", "IN"),
    ("quebeccity", "CA"),
    ("ramstein", "DE"),
    ("riga", "LV"),
    ("riodejaneiro", "BR"),
    ("riyadh", "SA"),
    ("rome", "IT"),
    ("santiago", "CL"),
    ("saopaulo", "BR"),
    ("sasebo", "JP"),
    ("seoul", "KR"),
    ("shanghai", "CN"),
    ("shenzhen", "CN"),
    ("singapore", "SG"),
    ("sofia", "BG"),
    ("stockholm", "SE"),
    ("stuttgart", "DE"),
    ("sydney", "AU"),
    ("taipei", "TW"),
    ("tallinn", "EE"),
    ("tbilisi", "GE"),
    ("telaviv", "IL"),
    ("tijuana", "MX"),
    ("tirana", "AL"),
    ("tokyo", "JP"),
    ("toronto", "CA"),
    ("vancouver", "CA"),
    ("vicenza", "IT"),
    ("vienna", "AT"),
    ("vilnius", "LT"),
    ("warsaw", "PL"),
    ("wiesbaden", "DE"),
    ("winnipeg", "CA"),
    ("yokosuka", "JP"),
    ("zurich", "CH"),
];

/// The country of a city that is known without it.
pub(super) fn country_of_city(name: &str) -> Option<&'static str> {
    let name = compact(name);
    let found = CITIES.binary_search_by(|(known, _)| (*known).cmp(name.as_str()));
    let (_, country) = CITIES.get(found.ok()?)?;
    Some(*country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_are_known_by_any_spelling() {
        assert!(CITIES.is_sorted());
        assert_eq!(country_of_city("São Paulo"), Some("BR"));
        assert_eq!(country_of_city("TBILISI"), Some("GE"));
        assert_eq!(country_of_city("Springfield"), None);
    }
}
