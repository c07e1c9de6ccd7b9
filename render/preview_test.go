package render_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

func TestPreview(t *testing.T) {
	draw := func(name string, m *journey.Map, opt *render.Options) {
		f, _ := os.Create("/tmp/preview-" + name + ".svg")
		if err := render.SVG(f, render.JourneyMap{Map: m}, opt); err != nil {
			t.Fatal(err)
		}
		st, _ := f.Stat()
		t.Log(name, st.Size())
		f.Close()
	}
	for _, l := range []journey.Lang{"en", "fr"} {
		draw("shop-"+string(l), shop(l), nil)
	}
	draw("shop-1280", shop("en"), &render.Options{Width: 1280})
	for _, seed := range []uint64{3, 11, 42} {
		r := newMaker(seed)
		r.IntN(5)
		draw(fmt.Sprintf("random-%d", seed), r.journey(), nil)
	}
	one := shop("en")
	one.Stages = one.Stages[1:2]
	draw("one", one, nil)
	three := shop("fr")
	three.Stages = three.Stages[1:4]
	three.Persona = persona.Persona{Name: "Camille"}
	three.Measures = three.Measures[:2]
	draw("three", three, nil)
	none := &journey.Map{Title: "Nothing yet", Scenario: "The team has not met."}
	draw("none", none, nil)
	names := &journey.Map{Stages: []journey.Stage{{Name: "Learn"}, {Name: "Buy"}, {Name: "Use"}, {Name: "Love"}}}
	draw("names", names, nil)
	twenty := shop("en")
	for i := range 14 {
		s := twenty.Stages[i%6]
		s.Name = fmt.Sprint(s.Name, " ", i)
		twenty.Stages = append(twenty.Stages, s)
	}
	draw("twenty", twenty, nil)
	draw("scripts", scripts(), nil)
	long := shop("en")
	long.Title = strings.Repeat("A very long title that goes on and on ", 5)
	long.Stages[0].Name = "Discovering what there is to be discovered before anything else"
	long.Stages[1].Name = strings.Repeat("Donaudampfschifffahrt", 4)
	long.Stages[2].Owner = strings.Repeat("Owner ", 40)
	long.Stages[2].Goal = strings.Repeat("goal and more of it ", 30)
	draw("long", long, nil)
}

func scripts() *journey.Map {
	return &journey.Map{
		Title: "オンラインでランニングシューズを買う", Lang: "ja", Scenario: "「古い靴がすり減った。」七週間後にハーフマラソンがある。長い距離を走る前に、足に合う靴がほしいのです。",
		Persona: persona.Persona{Name: "田中 美咲", Role: "東京に住むアマチュアランナー", Quote: "少し高くても、三足返品するよりいい。", Goals: []string{"けがをせずにハーフマラソンを完走する", "一晩で決める"}, Channels: []string{"app", "web"}},
		Stages: []journey.Stage{
			{Name: "発見する", Phase: "awareness", Goal: "自分の走り方に合う靴を知りたい。", Actions: []string{"「ハーフマラソン　靴」で検索する", "ランニング仲間の広告を見る（スマートフォンで）。"}, Emotion: 3, Thoughts: []string{"モデルが多すぎる…どこから始めればいい？"},
				Touchpoints: []journey.Touchpoint{{Name: "検索結果", Channel: "search", Emotion: 2}, {Name: "ランディングページの購入ガイド", Channel: "web"}}},
			{Name: "السلة والدفع", Phase: "consideration", Goal: "الدفع بسرعة ومعرفة يوم التوصيل", Actions: []string{"يملأ سلة التسوق بثلاثة منتجات", "يدخل العنوان مرة أخرى (للمرة الثانية)"}, Emotion: 1.5, Thoughts: []string{"سبعة يورو للتوصيل؟ كان يمكنهم قول ذلك."},
				Touchpoints: []journey.Touchpoint{{Name: "صفحة الدفع", Channel: "web", Emotion: 1, MomentOfTruth: true, Action: "يدفع بالبطاقة"}},
				Frictions:   []journey.Friction{{Text: "تظهر تكاليف التوصيل في الصفحة الأخيرة", Severity: journey.Critical}}, Owner: "فريق الدفع"},
			{Name: "עגלה ותשלום", Goal: "לשלם מהר", Actions: []string{"ממלאת את העגלה", "Pays with Visa ****1234 בכרטיס"}, Emotion: 4,
				Touchpoints: []journey.Touchpoint{{Name: "אתר", Channel: "chat", Emotion: 5}}, Opportunities: []journey.Opportunity{{Text: "להציג את המחיר הכולל", Impact: journey.HighImpact}}},
			{Name: "Emoji 🎉👩‍👩‍👧‍👦", Goal: "👍🏽 Send a thumbs up 🇫🇷🇩🇪🇯🇵 to everybody ❤️", Actions: []string{"🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒", "1️⃣ first 2️⃣ second"}, Emotion: 5,
				Touchpoints: []journey.Touchpoint{{Name: "📦 Parcel", Channel: "parcel"}}},
			{Name: "Русский ελληνικά", Goal: "Быстро оплатить заказ и узнать день доставки", Actions: []string{"Γεμίζει το καλάθι και πληρώνει με κάρτα", "ตะกร้าสินค้าและการชำระเงินออนไลน์อย่างรวดเร็ว", "कार्ट में उत्पाद जोड़ना और भुगतान करना"}, Emotion: 4},
		},
	}
}
