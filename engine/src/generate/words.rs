//! The words that postings are made of: employers, openings, filler, closings. Braces are filled in:
//! `{e}` employer, `{t}` title, `{p}` place, `{a}` `{b}` two things of a kind.

/// What a line of business calls its employers, and its industry's name.
pub(super) const BUSINESSES: &[(&str, &str, &[&str])] = &[
    (
        "health",
        "Health Care",
        &[
            "Medical Center",
            "Health System",
            "Clinic",
            "Care Partners",
            "Hospital",
        ],
    ),
    (
        "retail",
        "Retail Trade",
        &["Stores", "Outfitters", "Market", "Home Goods"],
    ),
    (
        "transport",
        "Transportation and Warehousing",
        &["Logistics", "Freight Lines", "Distribution", "Carriers"],
    ),
    (
        "office",
        "Administrative and Support Services",
        &["Services Group", "Partners", "Solutions", "Staffing"],
    ),
    (
        "tech",
        "Information Technology",
        &["Systems", "Software", "Labs", "Data Works"],
    ),
    (
        "food",
        "Accommodation and Food Services",
        &["Kitchen", "Grill", "Cafe", "Hospitality"],
    ),
    (
        "facilities",
        "Facilities Services",
        &["Facility Services", "Property Management", "Grounds Care"],
    ),
    (
        "finance",
        "Finance and Insurance",
        &["Financial", "Credit Union", "Insurance Group", "Accounting"],
    ),
    (
        "safety",
        "Protective Services",
        &["Security Services", "Protection"],
    ),
    (
        "education",
        "Educational Services",
        &["School District", "Academy", "Learning Center"],
    ),
    (
        "marketing",
        "Marketing and Media",
        &["Media", "Creative", "Marketing Group"],
    ),
    (
        "sales",
        "Wholesale Trade",
        &["Supply Co.", "Wholesale", "Industries"],
    ),
    (
        "construction",
        "Construction",
        &["Builders", "Contractors", "Mechanical"],
    ),
    (
        "automotive",
        "Automotive Services",
        &["Auto Group", "Tire & Service", "Motors"],
    ),
    (
        "manufacturing",
        "Manufacturing",
        &["Manufacturing", "Fabrication", "Precision Parts"],
    ),
    (
        "engineering",
        "Engineering Services",
        &["Engineering", "Design Associates", "Consultants"],
    ),
    (
        "social",
        "Social Assistance",
        &["Family Services", "Community Action", "Outreach"],
    ),
    (
        "legal",
        "Legal Services",
        &["Law Group", "& Associates, LLP"],
    ),
    ("farm", "Agriculture", &["Farms", "Orchards", "Growers"]),
];

pub(super) const EMPLOYER_NAMES: &[&str] = &[
    "Cedar Ridge",
    "Blue Harbor",
    "Northgate",
    "Summit",
    "Riverbend",
    "Prairie",
    "Lakeshore",
    "Pinewood",
    "Redstone",
    "Granite",
    "Silver Creek",
    "Eastfield",
    "Westbrook",
    "Oak Hill",
    "Maple Grove",
    "Liberty",
    "Pioneer",
    "Horizon",
    "Keystone",
    "Evergreen",
    "Canyon",
    "Bayview",
    "Heritage",
    "Crossroads",
    "Juniper",
    "Cobblestone",
    "Meridian",
    "Foxglove",
    "Stonebridge",
    "Harvest",
    "Beacon",
    "Clearwater",
    "Ironwood",
    "Magnolia",
    "Sandhill",
    "Tidewater",
];

pub(super) const OPENINGS: &[&str] = &[
    "{e} is looking for a {t} in {p}.",
    "We are hiring a {t} to join our growing team in {p}.",
    "Are you a {t} who wants to make a difference? {e} in {p} would like to hear from you.",
    "{e} has an immediate opening for a {t}. The position is located in {p}.",
    "Join {e} as a {t}! We serve people all around {p}.",
    "Our {p} location needs a dependable {t}.",
];

pub(super) const SKILL_LINES: &[&str] = &[
    "The right person brings {a} and {b}.",
    "Success in this role takes {a} as well as {b}.",
    "We look for {a}, and for {b} under pressure.",
    "You will rely on {a} and {b} every day.",
];

pub(super) const KNOWLEDGE_LINES: &[&str] = &[
    "Knowledge of {a} is required; {b} is a plus.",
    "A solid background in {a} helps, and some {b} too.",
    "Coursework or practice in {a} or {b} is preferred.",
];

pub(super) const TOOL_LINES: &[&str] = &[
    "Experience with {a} is required, with {b} preferred.",
    "You should be comfortable using {a} and {b}.",
    "Must have worked with {a}; we also use {b}.",
    "Proficiency in {a} or {b}.",
];

pub(super) const FILLER: &[&str] = &[
    "We offer a friendly place to work and people who help each other.",
    "Our team has grown every year since we opened our doors.",
    "You will report to the department supervisor and work with colleagues from other teams.",
    "Schedules are posted two weeks ahead, and we try hard to honor requests.",
    "Training is paid, and a mentor stays with you for the first ninety days.",
    "Some evenings, weekends and holidays may be required.",
    "The position calls for standing, walking and lifting up to 40 pounds.",
    "You must be able to pass a background check and a drug screen.",
    "We promote from within whenever we can.",
    "Travel is rare and paid for when it happens.",
    "Bring a steady attitude, a sense of humor and a willingness to learn.",
    "The work is varied: no two days are quite alike.",
    "We keep our promises to customers, and we expect the same of one another.",
    "Reliable transportation is a must.",
    "Attention to detail matters here, because small errors become large ones.",
    "Our offices are close to public transport and parking is free.",
    "Candidates who speak a second language are encouraged to apply.",
    "You will have the equipment you need and a say in what we buy next.",
    "Our customers have been with us for twenty years and more, and they know our people by name.",
    "The first week is orientation; after that you learn at the side of an experienced colleague.",
    "We meet every Monday for fifteen minutes, and we start on time.",
    "Uniforms and safety gear are provided at no cost to you.",
    "Overtime is offered first to those who ask for it.",
    "This is a drug-free and smoke-free workplace.",
    "You should be able to work alone as well as in a team.",
    "A valid driver's license and a clean record are required for some shifts.",
    "We are open to applicants who are changing careers and to those returning to work.",
    "Management listens: half of last year's improvements came from the staff.",
    "The department works to written procedures, which you will help to keep current.",
    "Deadlines at the end of the month can be tight, and everyone pitches in.",
    "Our building was renovated two years ago and has a break room with a view.",
    "Reviews take place twice a year and are tied to raises.",
    "We volunteer together in the neighborhood four times a year.",
    "Confidential information must be handled with care at all times.",
];

pub(super) const BENEFITS: &[&str] = &[
    "Medical, dental and vision insurance",
    "401(k) with company match",
    "Paid time off and seven holidays",
    "Tuition assistance",
    "Weekly pay",
    "Employee discount",
];

pub(super) const CLOSINGS: &[&str] = &[
    "{e} is an equal opportunity employer.",
    "All qualified applicants will be considered without regard to race, color, religion, sex, national origin, disability or veteran status.",
    "To apply, send a résumé through our website. No phone calls, please.",
    "Apply today – we review applications as they arrive.",
];

pub(super) const EDUCATION: &[&str] = &[
    "High school diploma or equivalent",
    "Associate's degree",
    "Bachelor's degree",
    "Bachelor's degree preferred",
    "Vocational certificate or license",
    "No formal education required",
];

pub(super) const EXPERIENCE: &[&str] = &[
    "No experience necessary",
    "6 months of related experience",
    "1 year of experience",
    "2+ years in a similar role",
    "3-5 years of experience",
    "5 or more years of experience",
];

pub(super) const EMPLOYMENT: &[&str] = &[
    "Full-Time",
    "Full-Time",
    "Full-Time",
    "Part-Time",
    "Temporary",
    "Contract",
    "Per Diem",
];

pub(super) const SHIFTS: &[&str] = &[
    " - Night Shift",
    " - Full Time",
    " - Weekends",
    " (Part-Time)",
    " - 2nd Shift",
    " - $1,000 Sign-On Bonus",
];

pub(super) const RANKS: &[&str] = &["Senior ", "Sr. ", "Lead ", "Junior ", "Entry Level "];

pub(super) const GRADES: &[&str] = &[" I", " II", " III"];
