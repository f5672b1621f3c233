//! Countries by their names, as their ISO 3166-1 codes: "Tokyo, Japan" is in JP, "Norfolk, Virginia" in none. Georgia is
//! missing on purpose: in a posting it is the state.
//!
//! ```text
//!  country_code("Japan") = JP      country_code("Scotland") = GB      country_code("Virginia") = none
//!  is_canadian("Ontario") = true   is_canadian("QC") = true
//! ```

/// Names in lower case, in order, with their codes.
const NAMES: &[(&str, &str)] = &[
    ("afghanistan", "AF"),
    ("albania", "AL"),
    ("algeria", "DZ"),
    ("angola", "AO"),
    ("antarctica", "AQ"),
    ("argentina", "AR"),
    ("armenia", "AM"),
    ("aruba", "AW"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("azerbaijan", "AZ"),
    ("bahamas", "BS"),
    ("bahrain", "BH"),
    ("bangladesh", "BD"),
    ("barbados", "BB"),
    ("belarus", "BY"),
    ("belgium", "BE"),
    ("belize", "BZ"),
    ("benin", "BJ"),
    ("bermuda", "BM"),
    ("bolivia", "BO"),
    ("bosnia and herzegovina", "BA"),
    ("botswana", "BW"),
    ("brasil", "BR"),
    ("brazil", "BR"),
    ("british indian ocean territory", "IO"),
    ("brunei", "BN"),
    ("bulgaria", "BG"),
    ("burkina faso", "BF"),
    ("burma", "MM"),
    ("burundi", "BI"),
    ("cambodia", "KH"),
    ("cameroon", "CM"),
    ("canada", "CA"),
    ("cape verde", "CV"),
    ("central african republic", "CF"),
    ("chad", "TD"),
    ("chile", "CL"),
    ("china", "CN"),
    ("colombia", "CO"),
    ("congo", "CG"),
    ("costa rica", "CR"),
    ("cote d'ivoire", "CI"),
    ("croatia", "HR"),
    ("cuba", "CU"),
    ("curacao", "CW"),
    ("curaçao", "CW"),
    ("cyprus", "CY"),
    ("czech republic", "CZ"),
    ("czechia", "CZ"),
    ("côte d'ivoire", "CI"),
    ("democratic republic of the congo", "CD"),
    ("denmark", "DK"),
    ("deutschland", "DE"),
    ("diego garcia", "IO"),
    ("djibouti", "DJ"),
    ("dominican republic", "DO"),
    ("ecuador", "EC"),
    ("egypt", "EG"),
    ("el salvador", "SV"),
    ("england", "GB"),
    ("equatorial guinea", "GQ"),
    ("eritrea", "ER"),
    ("españa", "ES"),
    ("estonia", "EE"),
    ("eswatini", "SZ"),
    ("ethiopia", "ET"),
    ("federated states of micronesia", "FM"),
    ("fiji", "FJ"),
    ("finland", "FI"),
    ("france", "FR"),
    ("gabon", "GA"),
    ("gambia", "GM"),
    ("germany", "DE"),
    ("ghana", "GH"),
    ("great britain", "GB"),
    ("greece", "GR"),
    ("greenland", "GL"),
    ("grenada", "GD"),
    ("guatemala", "GT"),
    ("guinea", "GN"),
    ("guyana", "GY"),
    ("haiti", "HT"),
    ("holland", "NL"),
    ("honduras", "HN"),
    ("hong kong", "HK"),
    ("hungary", "HU"),
    ("iceland", "IS"),
    ("india", "IN"),
    ("indonesia", "ID"),
    ("iran", "IR"),
    ("iraq", "IQ"),
    ("ireland", "IE"),
    ("israel", "IL"),
    ("italy", "IT"),
    ("ivory coast", "CI"),
    ("jamaica", "JM"),
    ("japan", "JP"),
    ("jordan", "JO"),
    ("kazakhstan", "KZ"),
    ("kenya", "KE"),
    ("korea", "KR"),
    ("kosovo", "XK"),
    ("kuwait", "KW"),
    ("kyrgyzstan", "KG"),
    ("laos", "LA"),
    ("latvia", "LV"),
    ("lebanon", "LB"),
    ("lesotho", "LS"),
    ("liberia", "LR"),
    ("libya", "LY"),
    ("lithuania", "LT"),
    ("luxembourg", "LU"),
    ("macau", "MO"),
    ("macedonia", "MK"),
    ("madagascar", "MG"),
    ("malawi", "MW"),
    ("malaysia", "MY"),
    ("maldives", "MV"),
    ("mali", "ML"),
    ("malta", "MT"),
    ("marshall islands", "MH"),
    ("mauritania", "MR"),
    ("mauritius", "MU"),
    ("mexico", "MX"),
    ("micronesia", "FM"),
    ("moldova", "MD"),
    ("monaco", "MC"),
    ("mongolia", "MN"),
    ("montenegro", "ME"),
    ("morocco", "MA"),
    ("mozambique", "MZ"),
    ("myanmar", "MM"),
    ("méxico", "MX"),
    ("namibia", "NA"),
    ("nepal", "NP"),
    ("netherlands", "NL"),
    ("new zealand", "NZ"),
    ("nicaragua", "NI"),
    ("niger", "NE"),
    ("nigeria", "NG"),
    ("north macedonia", "MK"),
    ("northern ireland", "GB"),
    ("norway", "NO"),
    ("oman", "OM"),
    ("pakistan", "PK"),
    ("palau", "PW"),
    ("panama", "PA"),
    ("papua new guinea", "PG"),
    ("paraguay", "PY"),
    ("peru", "PE"),
    ("perú", "PE"),
    ("philippines", "PH"),
    ("poland", "PL"),
    ("portugal", "PT"),
    ("qatar", "QA"),
    ("republic of ireland", "IE"),
    ("republic of korea", "KR"),
    ("romania", "RO"),
    ("russia", "RU"),
    ("russian federation", "RU"),
    ("rwanda", "RW"),
    ("saudi arabia", "SA"),
    ("scotland", "GB"),
    ("senegal", "SN"),
    ("serbia", "RS"),
    ("sierra leone", "SL"),
    ("singapore", "SG"),
    ("slovakia", "SK"),
    ("slovenia", "SI"),
    ("somalia", "SO"),
    ("south africa", "ZA"),
    ("south korea", "KR"),
    ("south sudan", "SS"),
    ("spain", "ES"),
    ("sri lanka", "LK"),
    ("sudan", "SD"),
    ("suriname", "SR"),
    ("sweden", "SE"),
    ("switzerland", "CH"),
    ("syria", "SY"),
    ("taiwan", "TW"),
    ("tajikistan", "TJ"),
    ("tanzania", "TZ"),
    ("thailand", "TH"),
    ("the bahamas", "BS"),
    ("the netherlands", "NL"),
    ("the philippines", "PH"),
    ("the united states", "US"),
    ("togo", "TG"),
    ("trinidad and tobago", "TT"),
    ("tunisia", "TN"),
    ("turkey", "TR"),
    ("turkiye", "TR"),
    ("turkmenistan", "TM"),
    ("türkiye", "TR"),
    ("u.k.", "GB"),
    ("u.s.", "US"),
    ("u.s.a.", "US"),
    ("uae", "AE"),
    ("uganda", "UG"),
    ("uk", "GB"),
    ("ukraine", "UA"),
    ("united arab emirates", "AE"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("uruguay", "UY"),
    ("us", "US"),
    ("usa", "US"),
    ("uzbekistan", "UZ"),
    ("vanuatu", "VU"),
    ("venezuela", "VE"),
    ("viet nam", "VN"),
    ("vietnam", "VN"),
    ("wales", "GB"),
    ("yemen", "YE"),
    ("zambia", "ZM"),
    ("zimbabwe", "ZW"),
];

/// Codes of three letters that postings use, besides USA.
const ALPHA_3: &[(&str, &str)] = &[
    ("AUS", "AU"),
    ("BRA", "BR"),
    ("CAN", "CA"),
    ("CHN", "CN"),
    ("CRI", "CR"),
    ("DEU", "DE"),
    ("ESP", "ES"),
    ("FRA", "FR"),
    ("GBR", "GB"),
    ("IND", "IN"),
    ("IRL", "IE"),
    ("ISR", "IL"),
    ("ITA", "IT"),
    ("JPN", "JP"),
    ("KOR", "KR"),
    ("MEX", "MX"),
    ("NLD", "NL"),
    ("PHL", "PH"),
    ("POL", "PL"),
    ("SGP", "SG"),
    ("SWE", "SE"),
];

/// Provinces of Canada, in lower case. Left out are NL and PE, which abroad mean the Netherlands and Peru.
const PROVINCES: &[&str] = &[
    "ab",
    "alberta",
    "bc",
    "british columbia",
    "manitoba",
    "mb",
    "nb",
    "new brunswick",
    "newfoundland",
    "newfoundland and labrador",
    "northwest territories",
    "nova scotia",
    "ns",
    "nt",
    "nu",
    "nunavut",
    "on",
    "ontario",
    "prince edward island",
    "qc",
    "quebec",
    "québec",
    "saskatchewan",
    "sk",
    "yt",
    "yukon",
];

/// The code of the country that a text names.
pub(crate) fn country_code(text: &str) -> Option<&'static str> {
    let name = text.trim().to_lowercase();
    let found = NAMES.binary_search_by(|(known, _)| (*known).cmp(name.as_str()));
    found
        .ok()
        .and_then(|at| NAMES.get(at))
        .map(|(_, code)| *code)
}

/// The country of a field that is meant for one: a name, or a code.
pub(crate) fn country_of_field(text: &str) -> Option<&'static str> {
    country_code(text)
        .or_else(|| iso_code(text))
        .or_else(|| country_of_capitals(text))
}

/// The code that a text of two letters is, whatever its case.
fn iso_code(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let mut codes = NAMES.iter().map(|(_, code)| *code);
    codes.find(|code| code.eq_ignore_ascii_case(text))
}

/// The country whose code is meant by two or three capitals behind a town: "Tokyo, JP", "CAN". NL and PE are as likely
/// provinces of Canada.
pub(crate) fn country_of_capitals(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if !text.bytes().all(|letter| letter.is_ascii_uppercase()) || matches!(text, "NL" | "PE") {
        return None;
    }
    let long = ALPHA_3.iter().find(|(code, _)| *code == text);
    long.map(|(_, code)| *code).or_else(|| iso_code(text))
}

/// Whether a text names a country.
pub(crate) fn is_country(text: &str) -> bool {
    country_code(text).is_some()
}

/// Whether a text names a province of Canada, or is the code of one in capitals.
pub(crate) fn is_canadian(text: &str) -> bool {
    let text = text.trim();
    let is_code = text.len() == 2;
    let capitals = text.bytes().all(|letter| letter.is_ascii_uppercase());
    (!is_code || capitals)
        && PROVINCES
            .binary_search(&text.to_lowercase().as_str())
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_known_by_any_case() {
        assert!(NAMES.is_sorted_by(|(one, _), (next, _)| one < next));
        assert!(PROVINCES.is_sorted());
        assert_eq!(country_code(" JAPAN "), Some("JP"));
        assert_eq!(country_code("Virginia"), None);
        assert_eq!(country_of_field("jp"), Some("JP"));
        assert_eq!(country_of_capitals("JP"), Some("JP"));
        assert_eq!(country_of_capitals("CAN"), Some("CA"));
        assert_eq!(country_of_capitals("jp"), None);
        assert_eq!(country_of_capitals("NL"), None, "as likely Newfoundland");
        assert_eq!(country_of_field("Elbonia"), None);
    }

    #[test]
    fn provinces_are_codes_in_capitals_only() {
        assert!(is_canadian("Ontario") && is_canadian("QC") && is_canadian("québec"));
        assert!(!is_canadian("on") && !is_canadian("NL") && !is_canadian("Ohio"));
    }
}
