use std::collections::HashMap;

use object_store::aws::AmazonS3ConfigKey;

use super::profile::read_profile;
use super::s3::settings;
use super::*;

#[test]
fn a_relative_folder_becomes_a_file_url_and_is_not_created() {
    let location = Location::parse("./no such book").unwrap();
    let here = std::env::current_dir().unwrap();
    assert_eq!(
        location.url().to_file_path().unwrap(),
        here.join("no such book/")
    );
    assert!(!here.join("no such book").exists());
    assert!(location.prefix().as_ref().ends_with("/no such book"));
    assert_eq!(location.object_store_url().unwrap().as_str(), "file:///");
}

#[test]
fn children_keep_spaces_and_dates() {
    let location = Location::parse("/books/my book").unwrap();
    let child = location.child("postings/date=2016-01-05/a.parquet");
    assert_eq!(
        child.as_ref(),
        "books/my book/postings/date=2016-01-05/a.parquet"
    );
    assert_eq!(
        location.child_url("attributes/state").as_str(),
        "file:///books/my%20book/attributes/state/"
    );
}

#[test]
fn parent_folders_are_resolved_by_their_words() {
    let location = Location::parse("/no/such/folder/../book/./").unwrap();
    assert_eq!(location.url().as_str(), "file:///no/such/book/");
}

#[test]
fn a_bucket_is_the_store_and_the_rest_the_prefix() {
    let location = Location::parse("s3://hub/day/book").unwrap();
    assert_eq!(location.prefix().as_ref(), "day/book");
    assert_eq!(location.url().as_str(), "s3://hub/day/book/");
    assert_eq!(location.object_store_url().unwrap().as_str(), "s3://hub/");
    assert!(Location::parse("s3://").is_err());
    let error = Location::parse("ftp://x/y").unwrap_err();
    assert!(error.to_string().contains("scheme `ftp`"), "{error}");
}

#[test]
fn the_environment_wins_over_the_profile() {
    let profile = read_profile(
        "hub",
        Some(
            "[default]\naws_access_key_id=a\n[hub]\naws_access_key_id = b\naws_secret_access_key= c\n",
        ),
        Some(
            "[profile hub]\nregion = eu-west-1\ns3 =\n  region = nested\n[profile other]\nregion=x\n",
        ),
    );
    let of = |list: Vec<(AmazonS3ConfigKey, String)>| -> HashMap<AmazonS3ConfigKey, String> {
        list.into_iter().collect()
    };
    let from_profile = of(settings(&HashMap::new(), &profile));
    assert_eq!(from_profile[&AmazonS3ConfigKey::AccessKeyId], "b");
    assert_eq!(from_profile[&AmazonS3ConfigKey::Region], "eu-west-1");

    let environment = HashMap::from([
        ("AWS_ACCESS_KEY_ID".to_owned(), "key".to_owned()),
        (
            "AWS_ENDPOINT".to_owned(),
            "http://localhost:5000/".to_owned(),
        ),
    ]);
    let found = of(settings(&environment, &HashMap::new()));
    assert_eq!(found[&AmazonS3ConfigKey::Region], "us-east-1");
    assert_eq!(found[&AmazonS3ConfigKey::Endpoint], "http://localhost:5000");
    let allow = AmazonS3ConfigKey::Client(object_store::ClientConfigKey::AllowHttp);
    assert_eq!(found[&allow], "true");
    assert!(!found.contains_key(&AmazonS3ConfigKey::AccessKeyId));
}
