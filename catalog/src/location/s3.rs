//! An S3 bucket opened with what the environment and `~/.aws` say.
//!
//! ```text
//! environment  ──►  AWS_ACCESS_KEY_ID …        wins where it speaks
//! ~/.aws       ──►  profile of AWS_PROFILE     fills what is missing
//! neither      ──►  the machine's own role (EC2, ECS, EKS), as object_store finds it
//! ```

use std::collections::HashMap;
use std::path::PathBuf;

use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};

use super::profile::read_profile;

const DEFAULT_REGION: &str = "us-east-1";

/// Opens a bucket.
pub(crate) fn open(bucket: &str) -> object_store::Result<AmazonS3> {
    let environment: HashMap<String, String> = std::env::vars().collect();
    builder(&environment, &profile_of(&environment))
        .with_bucket_name(bucket)
        .build()
}

fn builder(
    environment: &HashMap<String, String>,
    profile: &HashMap<String, String>,
) -> AmazonS3Builder {
    let mut builder = AmazonS3Builder::new();
    for (name, value) in environment {
        if let Some(key) = config_key(name) {
            builder = builder.with_config(key, value);
        }
    }
    for (key, value) in settings(environment, profile) {
        builder = builder.with_config(key, value);
    }
    builder
}

/// Every `AWS_*` variable that object_store knows, endpoints aside: those have an order of their own.
fn config_key(variable: &str) -> Option<AmazonS3ConfigKey> {
    let name = variable.to_ascii_lowercase();
    if !name.starts_with("aws_") || name.starts_with("aws_endpoint") {
        return None;
    }
    name.parse().ok()
}

/// What has to be decided from more than one place.
pub(crate) fn settings(
    environment: &HashMap<String, String>,
    profile: &HashMap<String, String>,
) -> Vec<(AmazonS3ConfigKey, String)> {
    let variable = |name: &str| environment.get(name).filter(|value| !value.is_empty());
    let mut found = Vec::new();
    if variable("AWS_ACCESS_KEY_ID").is_none() {
        found.extend(profile_keys(profile));
    }
    let region = variable("AWS_REGION")
        .or_else(|| variable("AWS_DEFAULT_REGION"))
        .or_else(|| profile.get("region"))
        .map_or(DEFAULT_REGION, String::as_str);
    found.push((AmazonS3ConfigKey::Region, region.to_owned()));
    let endpoint = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"]
        .into_iter()
        .find_map(variable)
        .or_else(|| profile.get("endpoint_url"));
    if let Some(endpoint) = endpoint {
        let plain = endpoint.starts_with("http://");
        found.push((
            AmazonS3ConfigKey::Endpoint,
            endpoint.trim_end_matches('/').to_owned(),
        ));
        if plain {
            let allow = AmazonS3ConfigKey::Client(object_store::ClientConfigKey::AllowHttp);
            found.push((allow, "true".to_owned()));
        }
    }
    found
}

fn profile_keys(profile: &HashMap<String, String>) -> Vec<(AmazonS3ConfigKey, String)> {
    [
        ("aws_access_key_id", AmazonS3ConfigKey::AccessKeyId),
        ("aws_secret_access_key", AmazonS3ConfigKey::SecretAccessKey),
        ("aws_session_token", AmazonS3ConfigKey::Token),
    ]
    .into_iter()
    .filter_map(|(name, key)| Some((key, profile.get(name)?.clone())))
    .collect()
}

fn profile_of(environment: &HashMap<String, String>) -> HashMap<String, String> {
    let name = environment
        .get("AWS_PROFILE")
        .map_or("default", |name| name);
    let file = |variable: &str, default: &str| {
        let path = environment.get(variable).map(PathBuf::from);
        let path = path.or_else(|| Some(std::env::home_dir()?.join(".aws").join(default)))?;
        std::fs::read_to_string(path).ok()
    };
    read_profile(
        name,
        file("AWS_SHARED_CREDENTIALS_FILE", "credentials").as_deref(),
        file("AWS_CONFIG_FILE", "config").as_deref(),
    )
}
