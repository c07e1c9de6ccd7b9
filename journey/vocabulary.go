package journey

// A Phase places a stage in the life of a customer. The named phases have
// translated labels; any other string is a phase too.
type Phase string

// The phases of the usual models.
const (
	Awareness     Phase = "awareness"
	Consideration Phase = "consideration"
	Conversion    Phase = "conversion"
	Retention     Phase = "retention"
	Advocacy      Phase = "advocacy"

	Discovery      Phase = "discovery"
	Acquisition    Phase = "acquisition"
	Onboarding     Phase = "onboarding"
	Engagement     Phase = "engagement"
	Recommendation Phase = "recommendation"

	Service Phase = "service" // delivery, use, support
)

// A Channel is a means of contact. Any string is a channel; the named ones
// have icons and translated labels.
type Channel string

// The usual channels.
const (
	Web    Channel = "web"
	App    Channel = "app"
	Email  Channel = "email"
	SMS    Channel = "sms"
	Phone  Channel = "phone"
	Chat   Channel = "chat"
	Social Channel = "social"
	Search Channel = "search"
	Ads    Channel = "ads"
	Store  Channel = "store"
	Mail   Channel = "mail" // by post
	Parcel Channel = "parcel"
	Venue  Channel = "venue"
	Survey Channel = "survey"
	Review Channel = "review"
)
