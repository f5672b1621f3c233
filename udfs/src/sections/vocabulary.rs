//! The headings that postings use: the table to extend.
//!
//! ```text
//!  "Key Job Responsibilities include:"
//!   └─ lead ┘└── phrase ────┘└ tail ┘      the phrase decides: Responsibilities
//! ```
//!
//! A phrase is written as it reads; [`Words`](super::words::Words) levels case, quotes, dashes, `&`
//! and commas on both sides. Headings made of two phrases ("Skills & Experience") need no row.
//! Words that are also common in running text and lists are in [`LABELS`]; they are headings on a
//! line of their own or with a colon, and behind a bullet only when nothing follows the colon.

use super::SectionKind::{self, *};

/// Phrases that are headings wherever they stand alone.
#[rustfmt::skip]
pub(super) const PHRASES: &[(SectionKind, &[&str])] = &[
    (Responsibilities, &[
        "responsibilities", "duties", "duties and responsibilities", "accountabilities",
        "job duties", "tasks", "job tasks", "essential functions", "essential job functions",
        "functions of the job", "examples of work", "examples of duties", "typical tasks",
        "examples of typical tasks", "scope of work", "what you will do", "what you will be doing",
        "what you do", "what will you do", "what you get to do", "you will",
        "in this role you will", "in this position you will", "as a team member you will",
        "your impact", "the impact you will have", "how you will make an impact",
        "what you will own", "what you will work on", "day to day", "a day in the life",
        "a typical day", "your day to day", "what the job involves", "what the role involves",
        "what you will be responsible for", "the role", "your role", "about the role",
        "about the job", "about the position", "about this role", "about this job",
        "about this position", "the position", "role overview", "role summary", "role description",
        "job summary", "job description", "job overview", "job purpose", "purpose of the job",
        "purpose of the role", "position summary", "position overview", "position description",
        "summary of position", "summary of duties", "position purpose", "the opportunity",
        "the job", "your mission", "job profile", "main purpose of the role", "the work",
        "work performed", "the selected candidate will", "the successful candidate will",
        "the ideal candidate will", "your job", "your tasks", "what your day will look like",
        "how you will contribute", "how you will spend your time", "job responsibilities",
        "areas of responsibility", "deliverables", "key result areas", "your challenge",
        "your new role",
    ]),
    (Requirements, &[
        "requirements", "job requirements", "minimum requirements", "position requirements",
        "requisites", "prerequisites", "pre-requisites", "must have", "must haves",
        "you must have", "what you will bring", "what you bring", "what you need",
        "what you will need", "what you will need to succeed", "what you need to succeed",
        "what it takes", "what we are looking for", "what are we looking for",
        "who we are looking for", "we are looking for", "we are looking for someone who",
        "you have", "you are", "who you are", "who are you", "about you", "what you have",
        "what we need", "what we need from you", "what we require", "we require", "what we expect",
        "what we expect from you", "your profile", "candidate profile", "ideal candidate",
        "the ideal candidate", "ideal candidate profile", "person specification", "person spec",
        "essential criteria", "selection criteria", "the successful candidate", "you will have",
        "you should have", "you will need", "you will bring", "you bring",
        "you may be a good fit if you", "you might be a good fit if", "you are a good fit if",
        "what makes you a great fit", "is this you", "conditions of employment",
        "physical requirements", "physical demands", "license requirement", "licence requirement",
        "residency requirement", "education and experience requirements", "key criteria",
        "what you will have", "what we look for", "what we want from you",
        "what makes you successful", "your background", "is this job for you",
        "special requirements", "what you should have", "we would love to hear from you if",
        "you will be a great fit if", "what are we looking for in you",
    ]),
    (Qualifications, &[
        "qualifications", "minimum qualifications", "basic qualifications",
        "required qualifications", "qualification requirements", "minimum qual requirements",
        "minimum qualification requirements", "special qualification requirements",
        "qualification", "your qualifications", "eligibility", "eligibility requirements",
        "who may apply", "who can apply", "education and experience", "experience and education",
        "education training and experience", "credentials", "quals",
    ]),
    (PreferredQualifications, &[
        "preferred qualifications", "preferred skills", "preferred requirements", "preferred",
        "preferred experience", "preferred education", "preferred knowledge", "preferred criteria",
        "qualifications preferred", "skills preferred", "experience preferred",
        "education preferred", "education and experience preferred", "desired skills",
        "skills desired", "desired qualifications", "desired experience", "desirable",
        "desirable criteria", "desirable skills", "desirable experience",
        "desirable qualifications", "desired", "nice to have", "nice to haves",
        "it would be nice if you have", "bonus points", "bonus points if you have", "bonus skills",
        "bonus qualifications", "bonus if you have", "pluses", "big plus", "plus points",
        "it is a plus if you have", "additional qualifications", "good to have",
        "what would set you apart", "what sets you apart", "what will set you apart",
        "extra credit", "even better if you have", "even better", "brownie points",
        "would be a bonus", "advantageous", "it is a bonus if you have", "optional skills",
        "great to have", "additional preferred qualifications", "recommended qualifications",
        "ideally you have", "ideally you will have", "you might also have", "you may also have",
        "assets",
    ]),
    (Skills, &[
        "required skills", "skills required", "key skills", "technical skills", "core skills",
        "knowledge skills and abilities", "ksas", "ksa", "skills and abilities",
        "skills and competencies", "skills knowledge and abilities", "competencies",
        "core competencies", "key competencies", "essential skills", "soft skills", "hard skills",
        "tech stack", "our stack", "our tech stack", "your skills", "skill set", "skillset",
        "technologies we use", "tools we use", "technical competencies", "computer skills",
        "language skills", "technology stack", "technical requirements", "technologies",
        "our technology stack",
    ]),
    (Education, &[
        "education requirements", "education requirement", "required education",
        "education required", "minimum education", "educational requirements",
        "academic requirements", "certifications", "licenses and certifications",
        "license and certification", "licensure", "certification", "required certifications",
        "licenses", "education and training", "certificate requirement",
    ]),
    (Experience, &[
        "required experience", "experience required", "work experience", "years of experience",
        "minimum experience", "specialized experience", "examples of specialized experience",
        "experience requirements", "professional experience", "your experience",
        "relevant experience", "prior experience", "essential experience",
    ]),
    (Benefits, &[
        "benefits", "our benefits", "perks", "what we offer", "we offer", "what we offer you",
        "what we can offer", "what we can offer you", "why join us", "why work with us",
        "why work for us", "why us", "why you will love working here", "why you will love it here",
        "what is in it for you", "what you will get", "what you get",
        "what you can expect from us", "what do we offer", "benefits package",
        "compensation and benefits", "pay and benefits", "salary and benefits", "total rewards",
        "rewards", "perks of the job", "loan forgiveness", "employee benefits", "paid time off",
        "our offer", "you will receive", "in return", "what you can expect",
        "why you should join us", "retirement plan", "why join", "what we will offer you",
        "what you will receive", "what we provide", "life at our company",
        "what we offer in return", "we offer you",
    ]),
    (Pay, &[
        "compensation", "salary range", "pay range", "pay rate", "rate of pay", "hourly rate",
        "pay scale", "proposed salary range", "hiring rate", "base salary", "salary and grade",
        "compensation range", "wage", "remuneration", "starting salary", "annual salary",
        "base pay", "salary details", "hiring range", "pay transparency", "expected salary",
    ]),
    (AboutUs, &[
        "about us", "who we are", "about the company", "about our company", "about the team",
        "about our team", "about the organization", "about the organisation", "company overview",
        "company description", "company profile", "our mission", "our values", "our vision",
        "our story", "our culture", "the company", "the team", "your team", "your new team",
        "the agency", "the division", "the organization", "about the agency",
        "about the department", "about the office", "agency description", "division overview",
        "about the employer", "what we do", "about the program", "program background",
        "the department", "our company", "agency overview", "department overview",
        "about the hospital", "our commitment", "the organisation", "about the school",
        "the trust", "about the trust", "our team", "meet the team", "team overview",
        "agency background", "company background",
    ]),
    (Schedule, &[
        "work schedule", "working hours", "work hours", "hours of work", "hours/shift", "job type",
        "employment type", "shift schedule", "hours per week", "type of employment",
        "contract type", "job schedule", "work week", "days and hours", "hours and days",
        "shift details", "work shift", "program duration", "position type", "schedule and hours",
        "weekly hours", "start date", "approximate start date",
    ]),
    (Location, &[
        "work location", "job location", "job locations", "location of position", "work site",
        "where you will work", "travel requirements", "duty station", "place of work", "worksite",
        "duty location", "office location", "work environment", "work location(s)",
        "travel required",
    ]),
    (HowToApply, &[
        "how to apply", "to apply", "apply now", "application process", "application instructions",
        "how do I apply", "applying", "application procedure", "next steps", "required documents",
        "interview process", "our hiring process", "hiring process", "the hiring process",
        "recruitment process", "contact information", "application deadline", "closing date",
        "how you apply", "interested", "ready to apply", "recruitment contact", "apply online",
        "selection process", "application information", "to apply for this position",
        "what happens next", "how you will be evaluated", "eligibility to apply",
        "special instructions", "application requirements", "current city employees",
        "non-city employees/external candidates",
    ]),
    (Legal, &[
        "equal opportunity employer", "equal opportunity", "equal opportunities",
        "equal employment opportunity", "equal employment opportunity statement", "eeo statement",
        "eeo", "eoe", "an equal opportunity employer", "we are an equal opportunity employer",
        "disclaimer", "reasonable accommodation", "accommodation statement",
        "certification of information", "certification statement", "diversity and inclusion",
        "diversity equity and inclusion", "diversity statement", "our commitment to diversity",
        "our commitment to diversity and inclusion", "non-discrimination", "nondiscrimination",
        "non-discrimination statement", "equality and diversity", "privacy notice",
        "privacy policy", "e-verify", "drug screening requirement", "pre-employment screening",
        "legal notice", "fair chance", "data protection", "dbs check", "drug free workplace",
        "inclusion statement", "eeo and diversity", "equal opportunity statement",
        "notice to applicants", "work authorization", "criminal background check",
    ]),
    (Other, &[
        "additional information", "other information", "more information about this job",
        "special note", "special notes", "important note", "important information",
        "working conditions", "special working conditions", "further information",
        "more information", "environment and physical", "reporting to", "reports to",
        "supervisory responsibilities", "about this posting", "other details", "job details",
        "key details", "quick facts", "posting details", "additional details", "additional notes",
        "health and safety/working conditions", "physical/environmental factors",
    ]),
];

/// Words that are headings with a colon or on a line of their own.
#[rustfmt::skip]
pub(super) const LABELS: &[(SectionKind, &[&str])] = &[
    (Requirements, &[
        "essential", "required", "you",
    ]),
    (Skills, &[
        "skills", "abilities", "knowledge", "attributes", "languages", "strengths",
    ]),
    (Education, &[
        "education", "training",
    ]),
    (Experience, &[
        "experience", "background",
    ]),
    (Pay, &[
        "pay", "salary", "rate", "wages", "stipend",
    ]),
    (AboutUs, &[
        "company", "about", "team", "culture", "our services",
    ]),
    (Schedule, &[
        "schedule", "hours", "shift", "shifts", "duration", "employment", "contract",
    ]),
    (Location, &[
        "location", "locations", "travel", "where", "commute",
    ]),
    (Legal, &[
        "diversity", "accommodation", "accommodations", "affirmative action", "safeguarding",
        "background check", "background checks",
    ]),
    (HowToApply, &[
        "apply", "application", "contact", "deadline", "applications",
    ]),
    (Other, &[
        "overview", "summary", "description", "details", "notes",
    ]),
];

/// Last words that make a heading of any few words before them: "TWIC Requirement:".
#[rustfmt::skip]
pub(super) const LAST_WORDS: &[(SectionKind, &[&str])] = &[
    (Responsibilities, &[
        "responsibilities", "duties", "accountabilities",
    ]),
    (Requirements, &[
        "requirement", "requirements",
    ]),
    (Qualifications, &[
        "qualifications",
    ]),
    (Skills, &[
        "skills", "competencies",
    ]),
    (Benefits, &[
        "benefits", "perks",
    ]),
];

/// What may stand before a phrase.
#[rustfmt::skip]
pub(super) const LEADS: &[&str] = &[
    "a", "an", "the", "our", "your", "their", "its", "key", "main", "primary", "principal", "core",
    "general", "specific", "major", "typical", "essential", "basic", "minimum", "additional",
    "other", "some", "of", "job", "position", "role", "required", "daily", "detailed", "overall",
    "and", "more", "applicant", "candidate", "these", "such", "great", "specifically", "to",
    "this", "current", "any", "company", "employment", "so", "here", "is", "work", "are", "full",
    "list", "summary", "total", "special", "expected", "mandatory", "critical", "examples",
    "competitive", "intern",
];

/// What may stand behind a phrase.
#[rustfmt::skip]
pub(super) const TAILS: &[&str] = &[
    "a", "an", "the", "our", "your", "this", "these", "that", "of", "for", "in", "to", "at", "on",
    "with", "and", "us", "you", "we", "will", "would", "may", "shall", "can", "must", "should",
    "include", "includes", "including", "included", "but", "are", "be", "is", "not", "limited",
    "following", "follows", "as", "below", "role", "job", "position", "post", "work", "company",
    "team", "selected", "successful", "candidate", "candidates", "applicant", "applicants",
    "incumbent", "required", "section", "statement", "overview", "summary", "information", "list",
    "details", "has", "have", "here", "table", "do", "if", "level", "any", "all", "also", "so",
    "far", "package", "employees", "intern", "mandatory", "minimum", "needed", "necessary", "etc",
];
