//! Whole postings, invented, in the styles of several kinds of sites.

use super::super::SectionKind::*;
use super::{check_cover, kinds, sections, told};

#[test]
fn american_corporation() {
    let text = "Senior Data Analyst\n\nNorthwind Freight moves goods across the plains.\n\n\
        Job Summary\nYou turn data into decisions.\n\n\
        Essential Duties and Responsibilities:\n• Build reports - weekly and ad-hoc\n• Meet with clients: sales, finance\n\n\
        Minimum Qualifications:\n• Bachelor's degree\n• Skills in Excel and communication with customers across the organisation\n\n\
        Preferred Qualifications\n• Experience with SQL\n\n\
        Knowledge, Skills and Abilities (KSAs)\n• Ability to listen\n\n\
        Salary Range: $70,000 – $85,000\n\n\
        Benefits:\n• 401(k)\n\n\
        Northwind Freight is an Equal Opportunity Employer. All qualified applicants will receive \
        consideration for employment without regard to race, color or religion.\n";
    let expected = [
        Introduction,
        Introduction,
        Responsibilities,
        Qualifications,
        PreferredQualifications,
        Skills,
        Pay,
        Benefits,
        Legal,
    ];
    assert_eq!(kinds(text), expected);
    check_cover(text, &sections(text));
}

#[test]
fn city_government() {
    let text = "The Office of Bridges seeks a planner.  Under direction, the planner's duties include \
        but are not limited to the following:  1. Inspect decks.  2. Write reports.\n\
        Minimum Qual Requirements\n1. A baccalaureate degree and two years of experience; or\n2. Education \
        and/or experience equivalent to \"1\" above.\n\
        Preferred Skills\n•\tKnowledge of AutoCAD\n\
        Additional Information\nThe Office is an equal opportunity employer.\n\
        To Apply\nClick \"Apply Now\".\nHours/Shift\n35 hours per week\nWork Location\n9 River Street\n\
        Residency Requirement\nCity residency is generally required within 90 days.\n";
    let expected = [
        Introduction,
        Responsibilities,
        Qualifications,
        PreferredQualifications,
        Other,
        Legal,
        HowToApply,
        Schedule,
        Location,
        Requirements,
    ];
    assert_eq!(kinds(text), expected);
    assert_eq!(
        told(text)[1].1,
        "duties include but are not limited to the following"
    );
}

#[test]
fn all_on_one_line() {
    let text = "Route driver wanted by Bakery Lane, a family business in Tulsa. We start early and \
        finish early. RESPONSIBILITIES: Load the van. Deliver bread to 30 shops. REQUIREMENTS: Clean \
        driving record; responsibilities like these need a careful driver. Must lift 50 lbs. BENEFITS: Health, \
        dental, free bread. SCHEDULE: Mon-Fri, 4:00 AM - 12:00 PM. HOW TO APPLY: Call us. Bakery Lane does \
        not discriminate on the basis of age.";
    let expected = [
        Introduction,
        Responsibilities,
        Requirements,
        Benefits,
        Schedule,
        HowToApply,
        Legal,
    ];
    assert_eq!(kinds(text), expected);
}

#[test]
fn startup_in_markdown() {
    let text = "# Founding Engineer\n\nWe’re Lumen, and we light up spreadsheets.\n\n\
        ## What you’ll do 🚀\n- Ship daily\n- Talk to users\n\n## You have\n- 3+ years of Rust\n\n### Mindset\n- Curiosity\n\n\
        ## Nice to have\n- GPU work\n\n## Perks\n- Equity\n\n## Our investors\nTwo aunts.\n\n## Who we are\nFive people.\n";
    let expected = [
        Introduction,
        Responsibilities,
        Requirements,
        PreferredQualifications,
        Benefits,
        Other,
        AboutUs,
    ];
    assert_eq!(kinds(text), expected);
}

#[test]
fn hospital() {
    let text = "**Registered Nurse – ICU**\n\n**Position Summary:** The nurse cares for adults.\n\n\
        **Education:** BSN preferred.\n**Experience:** One year in acute care.\n\
        **Licensure/Certification:** RN, BLS\n**Physical Demands:** Standing, walking.\n**Shift:** Nights, 7:00p-7:30a\n\
        **Work Location:** Main campus\n\n\
        **Disclaimer**\nThis description is not intended to be an exhaustive list of duties.\n";
    let expected = [
        Introduction,
        Introduction,
        Education,
        Experience,
        Education,
        Requirements,
        Schedule,
        Location,
        Legal,
    ];
    assert_eq!(kinds(text), expected);
}

#[test]
fn united_kingdom() {
    let text = "Care Co-ordinator\nHours: 37.5 per week\nSalary: £24,000 per annum\n\nAbout us\nWe are a charity in Leeds.\n\n\
        The role\n---------\nYou will support residents.\n\nPerson specification\n====================\n\
        Essential criteria\n• NVQ Level 2\nDesirable criteria\n• Driving licence\n\nWhat we offer\n• 28 days’ leave\n\n\
        This post is exempt from the Rehabilitation of Offenders Act 1974. An enhanced DBS check will be \
        sought, and a criminal record is no bar.\n\nHow to apply\nSend us your CV.\n\n\
        We are an equal opportunities employer and welcome applications regardless of age.\n";
    let expected = [
        Introduction,
        Schedule,
        Pay,
        AboutUs,
        Responsibilities,
        Requirements,
        Requirements,
        PreferredQualifications,
        Benefits,
        Legal,
        HowToApply,
        Legal,
    ];
    assert_eq!(kinds(text), expected);
}

#[test]
fn resort_with_blank_lines() {
    let text = "Golf Professional\n\n\n# of Openings\n\n1\n\n\nJob Description:\n\n\nThe professional assists.\n\n\n****\n\n\n\
        Responsibilities:\n\n\n* Greet guests - all of them\n\n* Keep the \u{201c}pace of play\u{201d}\n\n\n\
        Qualifications:\n\n\n* Self-motivated\n";
    assert_eq!(
        kinds(text),
        [Introduction, Introduction, Responsibilities, Qualifications]
    );
}
