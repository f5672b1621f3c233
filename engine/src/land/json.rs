//! One JSON record, borrowed from its bytes, from which a format *takes* what it uses; what is left is `extra`.
//!
//! ```text
//! {"id":7,"title":"Cook","shift":{"from":"6:00","to":""}}
//!    take("id"), take("title")   ─►   left: "shift":{"from":"6:00"}
//! ```
//! Members keep their order. Values that say nothing (null, "", [], {}) are not kept.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::posting::push_json_string;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Json<'a> {
    /// Nothing, or taken already.
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    BigInt(u64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// A member of an object; the last of that name, as JSON readers agree.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Json<'a>> {
        let Self::Object(members) = self else {
            return None;
        };
        members
            .iter_mut()
            .rev()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// A member of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Json<'a>> {
        let Self::Object(members) = self else {
            return None;
        };
        members
            .iter()
            .rev()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Takes a member out; null when there is none.
    pub(crate) fn take(&mut self, key: &str) -> Json<'a> {
        self.get_mut(key).map(std::mem::take).unwrap_or_default()
    }

    /// Takes a member of a member of … out.
    pub(crate) fn take_at(&mut self, path: &[&str]) -> Json<'a> {
        self.at_mut(path).map(std::mem::take).unwrap_or_default()
    }

    /// A member of a member of …; a list on the way stands for its first entry.
    pub(crate) fn at_mut(&mut self, path: &[&str]) -> Option<&mut Json<'a>> {
        let mut here = self;
        for key in path {
            if let Self::List(entries) = here {
                here = entries.first_mut()?;
            }
            here = here.get_mut(key)?;
        }
        Some(here)
    }

    /// Whether it says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(entries) => entries.iter().all(Self::is_blank),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_blank()),
            _ => false,
        }
    }

    /// A scalar as text; nothing for null, lists and objects.
    pub(crate) fn scalar_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bool(value) => Some(Cow::Borrowed(if value { "true" } else { "false" })),
            Self::Int(value) => Some(Cow::Owned(value.to_string())),
            Self::BigInt(value) => Some(Cow::Owned(value.to_string())),
            Self::Float(_) => Some(Cow::Owned(self.to_string())),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The members of an object that say something, as `"a":1,"b":2`.
    pub(crate) fn members_text(&self) -> String {
        let mut out = String::new();
        let Self::Object(members) = self else {
            return out;
        };
        for (key, value) in members {
            if !value.is_blank() {
                push_member(&mut out, key, value);
            }
        }
        out
    }

    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Int(_) | Self::BigInt(_) | Self::Float(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Appends `"key":value` to the members of an object.
pub(crate) fn push_member(out: &mut String, key: &str, value: &Json<'_>) {
    if !out.is_empty() {
        out.push(',');
    }
    push_json_string(out, key);
    out.push(':');
    match value {
        Json::Text(text) => push_json_string(out, text),
        other => out.push_str(&other.to_string()),
    }
}

/// Compact JSON.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::BigInt(value) => serializer.serialize_u64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(entries) => {
                let mut list = serializer.serialize_seq(Some(entries.len()))?;
                for entry in entries {
                    list.serialize_element(entry)?;
                }
                list.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(None)?;
                for (key, value) in members.iter().filter(|(_, value)| !value.is_blank()) {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor).map(shorten)
    }
}

/// Ties the value's lifetime to the shorter one asked for.
fn shorten<'de: 'a, 'a>(json: Json<'de>) -> Json<'a> {
    json
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::BigInt(value), Json::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Json::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut object = Vec::new();
        while let Some(Key(key)) = members.next_key()? {
            object.push((key, members.next_value()?));
        }
        Ok(Json::Object(object))
    }
}

/// A member's name, borrowed where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Text(text) => Ok(Self(text)),
            other => Err(serde::de::Error::custom(format!(
                "a name that is {}",
                other.kind()
            ))),
        }
    }
}
