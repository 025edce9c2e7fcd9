/// What a defender stands up for, and what a city can best offer company in (<doc:ShelterCity>).
///
/// A code alone says little; with a country it can lead to a person, so that nothing shows both.
public enum WorkTheme: String, Code {
    case law, press, women, lgbti, land, labour, minorities, digital, corruption, democracy
    case children, culture, peace
}
