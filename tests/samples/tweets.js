window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "598292825502646279"
          ],
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"http://example.org/app\" rel=\"nofollow\">Sample App</a>",
      "entities": {
        "hashtags": [
          {
            "text": "gardenlib",
            "indices": [
              "0",
              "9"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "84"
      ],
      "favorite_count": "3",
      "id_str": "598292825502646279",
      "id": "598292825502646279",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Wed May 13 01:05:00 +0000 2015",
      "favorited": false,
      "full_text": "RT @cyd: A1 a long list of what grows on the roof of our library, from beans to one…",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "598292322186166279"
          ],
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"http://example.org/app\" rel=\"nofollow\">Sample App</a>",
      "entities": {
        "hashtags": [
          {
            "text": "gardenlib",
            "indices": [
              "0",
              "9"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "30"
      ],
      "favorite_count": "3",
      "id_str": "598292322186166279",
      "id": "598292322186166279",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Wed May 13 01:03:00 +0000 2015",
      "favorited": false,
      "full_text": "@ann A1 beans &lt;3 #gardenlib",
      "lang": "en",
      "in_reply_to_status_id_str": "598291567211446279",
      "in_reply_to_status_id": "598291567211446279",
      "in_reply_to_screen_name": "ann",
      "in_reply_to_user_id_str": "1001"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "598293077160886279"
          ],
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"http://example.org/app\" rel=\"nofollow\">Sample App</a>",
      "entities": {
        "hashtags": [
          {
            "text": "gardenlib",
            "indices": [
              "0",
              "9"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/cccc",
            "expanded_url": "https://twitter.com/ann/status/598289050629046279",
            "indices": [
              "0",
              "9"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "34"
      ],
      "favorite_count": "3",
      "id_str": "598293077160886279",
      "id": "598293077160886279",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Wed May 13 01:06:00 +0000 2015",
      "favorited": false,
      "full_text": "This! #gardenlib https://t.co/cccc",
      "lang": "en"
    }
  }
]
